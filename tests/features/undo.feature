Feature: Undo and redo
  Everything that changes the observation can be taken back, step by step, without limit.

  Scenario: All the way back and all the way forward
    When I press g at 0:01.000
    And I press h at 0:02.000
    And I press t at 0:03.000
    And I press t at 0:04.000
    And I press 1
    And I undo everything
    Then there are no events
    When I redo everything
    Then the events are
      | code      | onset    | offset   | modifiers   |
      | caregiver | 0:01.000 | 0:02.000 |             |
      | object    | 0:02.000 |          |             |
      | touch     | 0:03.000 | 0:04.000 | form: still |

  Scenario: Undo says what it undid
    When I press g at 0:01.000
    And I undo
    Then I am told "Undone: Begin caregiver."
    When I redo
    Then I am told "Done again: Begin caregiver."

  Scenario: Nothing done is nothing to undo
    When I undo
    Then I am told "There is nothing to undo."

  Scenario: A new press forgets what had been undone
    When I press g at 0:01.000
    And I undo
    And I press h at 0:02.000
    And I redo
    Then I am told "There is nothing to redo."
    And the events are
      | code   | onset    |
      | object | 0:02.000 |

  Scenario: Undo closes the question that waits
    When I press t at 0:01.000
    And I press t at 0:02.000
    And I undo
    Then I am asked nothing
    And the events are
      | code  | onset    | offset |
      | touch | 0:01.000 |        |
