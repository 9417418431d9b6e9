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

  Scenario: A phase that ends early is asked why, by keys that code nothing
    When I press f6 at 0:10.000
    And I press f7 at 0:22.000
    Then I am asked for early_end
    When I press 3
    Then I am asked nothing
    And the events are
      | code    | onset    | offset   | modifiers                  |
      | still   | 0:10.000 | 0:22.000 | early_end: infant_distress |
      | reunion | 0:22.000 |          |                            |

  Scenario: A phase of its planned length, or one that may not end early, is asked nothing
    When I press f5 at 0:02.000
    And I press f6 at 0:10.000
    Then I am asked nothing
    When I press f7 at 0:30.000
    Then I am asked nothing

  Scenario: The question why waits and does not hold up the hand
    When I press f6 at 0:10.000
    And I press f7 at 0:22.000
    And I press 1 at 0:23.000
    Then the events are
      | code    | onset    |
      | still   | 0:10.000 |
      | reunion | 0:22.000 |
      | at_face | 0:23.000 |

  Scenario: What is marked belongs to the session, and undo takes it back there as well
    When I press f5 at 0:02.000
    And I press f6 at 0:22.000
    Then the phases of the session are
      | phase | onset    | offset   | coder |
      | play  | 0:02.000 | 0:22.000 | ana   |
      | still | 0:22.000 |          | ana   |
    When I undo
    Then the phases of the session are
      | phase | onset    | offset | coder |
      | play  | 0:02.000 |        | ana   |

  Scenario: What another coder marks meanwhile is here with the next phase
    When I press f5 at 0:02.000
    And ben marks reunion from 0:40.000 to 0:55.000 elsewhere
    And I press f6 at 0:22.000
    And our phases are shared
    Then I am told "The session's phases were changed meanwhile: reunion, marked by ben."
    And the events are
      | tier  | code    | onset    | offset   |
      | phase | play    | 0:02.000 | 0:22.000 |
      | phase | still   | 0:22.000 | 0:40.000 |
      | phase | reunion | 0:40.000 | 0:55.000 |
    And the phases of the session are
      | phase   | onset    | offset   | coder |
      | play    | 0:02.000 | 0:22.000 | ana   |
      | still   | 0:22.000 | 0:40.000 | ana   |
      | reunion | 0:40.000 | 0:55.000 | ben   |

  Scenario: Where two mark the same phase the first mark stands, and the other coder is told
    When ben marks play from 0:03.000 to 0:20.000 elsewhere
    And I press f5 at 0:02.000
    And our phases are shared
    Then I am told "ben marked play as well: that stands."
    And the events are
      | code | onset    | offset   |
      | play | 0:03.000 | 0:20.000 |
    When I undo
    Then I am told "There is nothing to undo."
