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

  Scenario: Nothing outside the phases counts
    When I press f5 at 0:02.000
    And I press g at 0:05.000
    And I press x at 0:08.000
    And I press f5 at 0:22.000
    And I press f6 at 0:30.000
    And I press f6 at 0:40.000
    Then the in_gaze tier is
      | code      | onset    | offset   | source  |
      | away      | 0:02.000 | 0:05.000 | default |
      | caregiver | 0:05.000 | 0:08.000 | coded   |
      | away      | 0:08.000 | 1:00.000 | coded   |
    And the cg_gaze tier is
      | code | onset    | offset   | source  |
      | away | 0:02.000 | 0:22.000 | default |
      | away | 0:30.000 | 0:40.000 | default |
    And the codable time of cg_gaze is 30 seconds

  Scenario: As long as no phase is marked the whole session counts
    Then the codable time of cg_gaze is 60 seconds
    When I press f5 at 0:40.000
    Then the codable time of cg_gaze is 20 seconds
    When I undo
    Then the codable time of cg_gaze is 60 seconds
