Feature: Points
  A bid has an instant, not a length; it ends nothing, and nothing ends it.

  Scenario: Points are coded as often as they happen
    When I press r at 0:01.000
    And I press r at 0:02.000
    And I press b at 0:02.000
    Then the events are
      | tier      | code  | onset    | offset |
      | in_signal | reach | 0:01.000 | point  |
      | in_signal | reach | 0:02.000 | point  |
      | in_signal | bid   | 0:02.000 | point  |

  Scenario: A point coded after going back leaves all others where they are
    When I press r at 0:05.000
    And I press b at 0:01.000
    Then the events are
      | code  | onset    |
      | bid   | 0:01.000 |
      | reach | 0:05.000 |
