Feature: Exhaustive tiers
  There is never a gap: where nothing is coded the default holds. It is computed, and never stored.

  Scenario: What was not coded is the default
    When I press g at 0:10.000
    And I press h at 0:20.000
    Then the events are
      | code      | onset    | offset   |
      | caregiver | 0:10.000 | 0:20.000 |
      | object    | 0:20.000 |          |
    And the in_gaze tier is
      | code      | onset    | offset   | source  |
      | away      | 0:00.000 | 0:10.000 | default |
      | caregiver | 0:10.000 | 0:20.000 | coded   |
      | object    | 0:20.000 | 1:00.000 | coded   |

  Scenario: A tier nobody coded is its default throughout
    Then the in_gaze tier is
      | code | onset    | offset   | source  |
      | away | 0:00.000 | 1:00.000 | default |

  Scenario: The default that is pressed is a coder's judgement, and an event
    When I press g at 0:10.000
    And I press x at 0:20.000
    Then the events are
      | code      | onset    | offset   |
      | caregiver | 0:10.000 | 0:20.000 |
      | away      | 0:20.000 |          |

  Scenario: Pressing the code that already holds changes nothing
    When I press g at 0:10.000
    And I press g at 0:20.000
    Then there is 1 event
    And I am told "caregiver already holds: nothing changed."

  Scenario: A deleted event leaves the default, not a hole
    When I press g at 0:10.000
    And I press h at 0:20.000
    And I select caregiver at 0:10.000
    And I choose "Delete event"
    Then the in_gaze tier is
      | code   | onset    | offset   | source  |
      | away   | 0:00.000 | 0:20.000 | default |
      | object | 0:20.000 | 1:00.000 | coded   |
