Feature: Interval sampling
  Play pauses on the last frame of each interval and asks for its code; the code goes to the interval, and play goes on.

  Scenario: Play pauses on the last frame of the interval, also at four times the rate
    When I go to 0:07.000
    And I choose "Faster"
    And I choose "Faster"
    And I play the video
    And I let it play until it pauses
    Then the frame at 0:09.900 is on the screen
    And I am asked for the in_state from 0:00.000 to 0:10.000
    When I press z
    Then the video is playing
    And I am asked for no interval
    And the events are
      | tier     | code  | onset    | offset   |
      | in_state | awake | 0:00.000 | 0:10.000 |
    And 1 of 6 intervals of in_state are coded
    And I am told "Coded awake for 0:00.000–0:10.000."

  Scenario: Enter leaves an interval uncoded, and the export says what that means
    When I go to 0:09.500
    And I play the video
    And I let it play until it pauses
    And I press enter
    Then the video is playing
    And there are no events
    When I press v at 0:35.000
    Then the export of in_state is
      | code   | onset_s | offset_s | kind     | source    |
      |        | 0.000   | 10.000   | interval | not_coded |
      |        | 10.000  | 20.000   | interval | not_coded |
      |        | 20.000  | 30.000   | interval | not_coded |
      | asleep | 30.000  | 40.000   | interval | coder     |
      |        | 40.000  | 50.000   | interval | not_coded |
      |        | 50.000  | 60.000   | interval | not_coded |
    And the export of in_acts is
      | code | onset_s | offset_s | source |
      |      | 0.000   | 25.000   | absent |
      |      | 25.000  | 50.000   | absent |
      |      | 50.000  | 60.000   | absent |

  Scenario: Space plays on past an interval that is left uncoded
    When I go to 0:09.500
    And I play the video
    And I let it play until it pauses
    And I press space
    And I let it play for half a second
    Then the video is playing
    And I am asked for no interval

  Scenario: A coded interval is seen again without a pause
    Given I pressed z at 0:05.000
    When I go to 0:09.500
    And I play the video
    And I let it play for half a second
    Then the video is playing

  Scenario: The interval may be looked at again before it is coded
    When I go to 0:09.500
    And I play the video
    And I let it play until it pauses
    And I choose "Previous frame"
    Then I am asked for the in_state from 0:00.000 to 0:10.000
    When I press v
    Then the events are
      | code   | onset    | offset   |
      | asleep | 0:00.000 | 0:10.000 |

  Scenario: Several codes are given where they may overlap, and Enter goes on
    Given I pressed z at 0:15.000
    And I pressed z at 0:25.000
    When I go to 0:24.500
    And I play the video
    And I let it play until it pauses
    Then I am asked for the in_acts from 0:00.000 to 0:25.000
    When I press s
    Then the video is paused
    When I press d
    And I press enter
    Then the video is playing
    And the events are
      | code  | onset    | offset   |
      | suck  | 0:00.000 | 0:25.000 |
      | kick  | 0:00.000 | 0:25.000 |
      | awake | 0:10.000 | 0:20.000 |
      | awake | 0:20.000 | 0:30.000 |

  Scenario: Intervals are counted from the phase, and its last one is cut and counts
    Given I pressed f5 at 0:02.000
    And I pressed f5 at 0:15.000
    When I go to 0:11.600
    And I play the video
    And I let it play until it pauses
    Then the frame at 0:11.900 is on the screen
    And I am asked for the in_state from 0:02.000 to 0:12.000
    When I press z
    And I go to 0:14.700
    And I let it play until it pauses
    Then the frame at 0:14.900 is on the screen
    And I am asked for the in_state from 0:12.000 to 0:15.000
    When I press v
    Then I am asked for the in_acts from 0:02.000 to 0:15.000
    And 2 of 2 intervals of in_state are coded
    And the export of in_state is
      | code   | onset_s | offset_s | phase | source |
      | awake  | 2.000   | 12.000   | play  | coder  |
      | asleep | 12.000  | 15.000   | play  | coder  |

  Scenario: A phase that ends while it plays takes play back to the interval that it cut
    Given I pressed f5 at 0:02.000
    When I go to 0:09.000
    And I play the video
    And I let it play for half a second
    And I press f6
    And I let it play until it pauses
    Then I am asked for an interval that ends where still begins

  Scenario: An interval nobody could judge is not asked for and does not count
    Given I pressed u at 0:00.000
    And I pressed 1 at 0:00.000
    And I pressed u at 0:12.000
    When I go to 0:09.500
    And I play the video
    And I let it play for half a second
    Then the video is playing
    And 0 of 5 intervals of in_state are coded
    When I press z at 0:05.000
    Then I am told "Infant state is uncodable here: off camera."
    When I press z at 0:11.000
    Then 1 of 5 intervals of in_state are coded

  Scenario: Without the pause intervals are coded as the video plays
    When I choose "Pause at intervals"
    And I go to 0:09.500
    And I play the video
    And I let it play for half a second
    And I press z
    Then the video is playing
    And the events are
      | code  | onset    | offset   |
      | awake | 0:10.000 | 0:20.000 |
    And 1 of 6 intervals of in_state are coded
