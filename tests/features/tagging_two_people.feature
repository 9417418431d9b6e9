Feature: Tagging two people
  One key is one event, stamped with the frame on the screen. What one person does never ends what the other does.

  Scenario: Two people are coded side by side
    When I press 1 at 0:01.000
    And I press g at 0:01.400
    And I press t at 0:02.000
    And I press h at 0:03.000
    And I press 2 at 0:04.000
    Then the events are
      | tier     | code      | onset    | offset   |
      | cg_gaze  | at_face   | 0:01.000 | 0:04.000 |
      | in_gaze  | caregiver | 0:01.400 | 0:03.000 |
      | cg_touch | touch     | 0:02.000 |          |
      | in_gaze  | object    | 0:03.000 |          |
      | cg_gaze  | away      | 0:04.000 |          |

  Scenario: An event has the time of the frame that is seen, whenever the key comes
    When I go to 0:01.234
    And I press g
    Then the events are
      | code      | onset    |
      | caregiver | 0:01.200 |

  Scenario: Each press says what it did
    When I press g at 0:42.400
    Then I am told "Began caregiver at 0:42.400."

  Scenario: A key that codes nothing says so and changes nothing
    When I press m at 0:01.000
    Then I am told "m codes nothing here."
    And there are no events

  Scenario: Coding while the video plays does not stop it
    When I play the video
    And I press g
    And I let it play for half a second
    And I press h
    Then the video is playing
    And there are 2 events
    And caregiver ends where object begins
