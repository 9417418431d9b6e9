Feature: Coding again after going back
  A press holds from its frame to the next change on its lane. The state it lands in is cut there; the part before stays
  as it was, the rest takes the new code. Nothing is deleted, and one undo takes all of it back.

  Background:
    Given I pressed g at 0:10.000
    And I pressed h at 0:20.000
    And I pressed x at 0:30.000

  Scenario: A press inside a state cuts it there
    When I press h at 0:15.000
    Then the events are
      | code      | onset    | offset   |
      | caregiver | 0:10.000 | 0:15.000 |
      | object    | 0:15.000 | 0:20.000 |
      | object    | 0:20.000 | 0:30.000 |
      | away      | 0:30.000 |          |

  Scenario: A press before everything holds up to what was coded
    When I press h at 0:05.000
    Then the events are
      | code      | onset    | offset   |
      | object    | 0:05.000 | 0:10.000 |
      | caregiver | 0:10.000 | 0:20.000 |
      | object    | 0:20.000 | 0:30.000 |
      | away      | 0:30.000 |          |

  Scenario: A press on the first frame of a state gives it the new code
    When I press x at 0:20.000
    Then the events are
      | code      | onset    | offset   |
      | caregiver | 0:10.000 | 0:20.000 |
      | away      | 0:20.000 | 0:30.000 |
      | away      | 0:30.000 |          |

  Scenario: Ending a state after going back leaves what comes behind
    When I press y at 0:40.000
    And I press y at 0:50.000
    And I press y at 0:45.000
    And I press t at 0:55.000
    Then the cg_touch tier is
      | code  | onset    | offset   | source |
      | hold  | 0:40.000 | 0:45.000 | coded  |
      | touch | 0:55.000 | 1:00.000 | coded  |

  Scenario: One undo takes back all that one press did
    When I press h at 0:15.000
    And I undo
    Then the events are
      | code      | onset    | offset   |
      | caregiver | 0:10.000 | 0:20.000 |
      | object    | 0:20.000 | 0:30.000 |
      | away      | 0:30.000 |          |
