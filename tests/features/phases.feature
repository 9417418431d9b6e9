Feature: Phases
  The real boundaries of the procedure are marked by keys, as everything else is, and never assumed.

  Scenario: A phase ends the one before it
    When I press f5 at 0:02.000
    And I press f6 at 0:22.000
    And I press f7 at 0:40.000
    Then the events are
      | tier  | code    | onset    | offset   |
      | phase | play    | 0:02.000 | 0:22.000 |
      | phase | still   | 0:22.000 | 0:40.000 |
      | phase | reunion | 0:40.000 |          |

  Scenario: The last phase is ended by its own key
    When I press f7 at 0:40.000
    And I press f7 at 0:55.000
    Then the events are
      | code    | onset    | offset   |
      | reunion | 0:40.000 | 0:55.000 |

  Scenario: A boundary that was pressed too late is pressed again after going back
    When I press f5 at 0:02.000
    And I press f6 at 0:25.000
    And I select still at 0:25.000
    And I go to 0:22.000
    And I choose "Set onset to now"
    Then the events are
      | code  | onset    | offset   |
      | play  | 0:02.000 | 0:22.000 |
      | still | 0:22.000 |          |

  Scenario: Phases disturb no other tier
    When I press f5 at 0:02.000
    And I press g at 0:05.000
    And I press f6 at 0:22.000
    Then the events are
      | code      | onset    | offset   |
      | play      | 0:02.000 | 0:22.000 |
      | caregiver | 0:05.000 |          |
      | still     | 0:22.000 |          |
