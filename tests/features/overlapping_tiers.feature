Feature: Overlapping tiers
  The codes of the tier hold side by side; each ends only when it is pressed again.

  Scenario: Two codes overlap
    When I press c at 0:01.000
    And I press f at 0:02.000
    And I press c at 0:03.000
    Then the events are
      | code | onset    | offset   |
      | coo  | 0:01.000 | 0:03.000 |
      | cry  | 0:02.000 |          |

  Scenario: A code never overlaps itself
    When I press c at 0:05.000
    And I press c at 0:01.000
    Then the events are
      | code | onset    | offset   |
      | coo  | 0:01.000 | 0:05.000 |
      | coo  | 0:05.000 |          |
