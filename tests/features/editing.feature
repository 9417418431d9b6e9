Feature: Editing
  What was coded in the flow is corrected afterwards, by keys; a neighbour in the way gives way, but none is swallowed.

  Background:
    Given I pressed t at 0:10.000
    And I pressed y at 0:20.000
    And I pressed y at 0:30.000

  Scenario: Onset and offset are set to the frame on the screen
    When I select hold at 0:20.000
    And I go to 0:22.000
    And I choose "Set onset to now"
    And I go to 0:28.000
    And I choose "Set offset to now"
    Then the events are
      | code  | onset    | offset   |
      | touch | 0:10.000 | 0:20.000 |
      | hold  | 0:22.000 | 0:28.000 |

  Scenario: An onset that runs into the event before pushes its offset
    When I select hold at 0:20.000
    And I go to 0:15.000
    And I choose "Set onset to now"
    Then the events are
      | code  | onset    | offset   |
      | touch | 0:10.000 | 0:15.000 |
      | hold  | 0:15.000 | 0:30.000 |

  Scenario: No event is swallowed
    When I select hold at 0:20.000
    And I go to 0:05.000
    And I choose "Set onset to now"
    Then I am told "hold cannot reach there: an event would be left without any time."
    And the events are
      | code  | onset    | offset   |
      | touch | 0:10.000 | 0:20.000 |
      | hold  | 0:20.000 | 0:30.000 |

  Scenario: An edge is nudged by a frame, which is then shown
    When I select touch at 0:10.000
    And I choose "Onset a frame later"
    Then the frame at 0:10.100 is on the screen
    When I choose "Offset a frame earlier"
    Then the frame at 0:19.900 is on the screen
    And the events are
      | code  | onset    | offset   |
      | touch | 0:10.100 | 0:19.900 |
      | hold  | 0:20.000 | 0:30.000 |

  Scenario: A state is split and merged again
    When I select hold at 0:20.000
    And I go to 0:25.000
    And I choose "Split event here"
    Then the events are
      | code  | onset    | offset   |
      | touch | 0:10.000 | 0:20.000 |
      | hold  | 0:20.000 | 0:25.000 |
      | hold  | 0:25.000 | 0:30.000 |
    When I select hold at 0:20.000
    And I choose "Merge with next"
    Then there are 2 events

  Scenario: An event gets another code
    When I change hold at 0:20.000 to touch
    Then the events are
      | code  | onset    | offset   |
      | touch | 0:10.000 | 0:20.000 |
      | touch | 0:20.000 | 0:30.000 |

  Scenario: An event gets a comment
    When I comment hold at 0:20.000 with "hand hidden, see 2nd camera"
    Then the events are
      | code  | comment                     |
      | touch |                             |
      | hold  | hand hidden, see 2nd camera |

  Scenario: An event is deleted, and nothing else moves
    When I select touch at 0:10.000
    And I choose "Delete event"
    Then the events are
      | code | onset    | offset   |
      | hold | 0:20.000 | 0:30.000 |
    And I am told "Deleted touch."

  Scenario: The events are walked from one to the next
    When I go to 0:00.000
    And I choose "Next event"
    Then the frame at 0:10.000 is on the screen
    When I choose "Next event"
    Then the frame at 0:20.000 is on the screen
    When I choose "Previous event"
    Then the frame at 0:10.000 is on the screen
