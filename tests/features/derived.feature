Feature: Derived codes
  A code that is computed from others is never typed. It is seen on a lane of its own and exported as derived.

  Scenario: All must hold: mutual gaze
    When I press 1 at 0:02.000
    And I press g at 0:05.000
    And I press 2 at 0:09.000
    Then mutual_gaze is not seen to hold at 0:04.000
    And mutual_gaze is seen to hold at 0:05.000
    And mutual_gaze is not seen to hold at 0:09.000
    And the export of mutual_gaze is
      | actor | code        | kind  | onset_s | offset_s | source  | event_id |
      | dyad  | mutual_gaze | state | 5.000   | 9.000    | derived |          |

  Scenario: Any may hold: contact goes on from one touch into the next
    When I press t at 0:02.000
    And I press y at 0:05.000
    And I press y at 0:08.000
    Then contact is seen to hold at 0:05.000
    And the export of contact is
      | onset_s | offset_s | source  |
      | 2.000   | 8.000    | derived |

  Scenario: None may hold, where the rest is a computed default
    When I press 1 at 0:10.000
    And I press 2 at 0:20.000
    And I press t at 0:30.000
    And I press t at 0:40.000
    And I press g at 0:50.000
    Then left_alone is seen to hold at 0:05.000
    And left_alone is not seen to hold at 0:15.000
    And the export of left_alone is
      | onset_s | offset_s | source  |
      | 0.000   | 10.000   | derived |
      | 20.000  | 30.000   | derived |
      | 40.000  | 50.000   | derived |

  Scenario: Two ordered tiers match where they have the same value
    When I press 6 at 0:05.000
    And I press 4 at 0:10.000
    And I press 7 at 0:20.000
    And I press 8 at 0:20.000
    And I press 5 at 0:30.000
    Then in_step is not seen to hold at 0:02.000
    And in_step is not seen to hold at 0:07.000
    And in_step is seen to hold at 0:15.000
    And in_step is not seen to hold at 0:35.000
    And the export of in_step is
      | onset_s | offset_s | source  | censored_start | censored_end |
      | 10.000  | 30.000   | derived | 0              | 0            |

  Scenario: A code that goes with the default of the other tier matches as well
    When I press 5 at 0:05.000
    And I press 5 at 0:15.000
    Then the export of in_step is
      | onset_s | offset_s | source  |
      | 5.000   | 15.000   | derived |

  Scenario: Nothing holds outside the phases
    When I press f5 at 0:10.000
    And I press 1 at 0:02.000
    And I press g at 0:05.000
    And I press f5 at 0:30.000
    Then mutual_gaze is not seen to hold at 0:07.000
    And mutual_gaze is seen to hold at 0:15.000
    And mutual_gaze is not seen to hold at 0:35.000
    And the export of mutual_gaze is
      | onset_s | offset_s | phase | censored_start | censored_end |
      | 10.000  | 30.000   | play  | 1              | 1            |

  Scenario: Nothing holds where one of the two could not be judged
    When I press 1 at 0:02.000
    And I press g at 0:05.000
    And I press u at 0:10.000
    And I press 2
    And I press u at 0:20.000
    And I press 2 at 0:30.000
    Then mutual_gaze is seen to hold at 0:09.000
    And mutual_gaze is not seen to hold at 0:15.000
    And mutual_gaze is seen to hold at 0:25.000
    And the export of mutual_gaze is
      | onset_s | offset_s | censored_start | censored_end |
      | 5.000   | 10.000   | 0              | 1            |
      | 20.000  | 30.000   | 1              | 0            |

  Scenario: What is computed follows every correction, and undo
    When I press 1 at 0:02.000
    And I press g at 0:05.000
    And I press 2 at 0:09.000
    And I undo
    Then mutual_gaze is seen to hold at 0:30.000
    When I undo everything
    Then mutual_gaze is not seen to hold at 0:30.000
