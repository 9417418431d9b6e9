Feature: Exclusive tiers
  Only one state of the tier can hold at a time: nobody looks at two things at once.

  Scenario: A new state ends the one before it
    When I press t at 0:00.000
    And I press y at 0:01.500
    Then the events are
      | code  | onset    | offset   |
      | touch | 0:00.000 | 0:01.500 |
      | hold  | 0:01.500 |          |

  Scenario: Pressing the code that runs ends it
    When I press y at 0:01.000
    And I press y at 0:03.000
    Then the events are
      | code | onset    | offset   |
      | hold | 0:01.000 | 0:03.000 |

  Scenario: Pressing again where the tier restarts begins the state anew
    When I press e at 0:01.000
    And I press e at 0:02.000
    Then the events are
      | code | onset    | offset   |
      | rock | 0:01.000 | 0:02.000 |
      | rock | 0:02.000 |          |

  Scenario: A second press on the same frame changes nothing
    When I press y at 0:01.000
    And I press y at 0:01.000
    Then the events are
      | code | onset    | offset |
      | hold | 0:01.000 |        |
    And I am told "hold began on this frame: nothing changed."

  Scenario: Another code on the first frame of a state takes its place
    When I press t at 0:01.000
    And I press y at 0:01.000
    Then the events are
      | code | onset    | offset |
      | hold | 0:01.000 |        |
