Feature: Deciding what lies beneath codes and time
  Two coders may code the same at the same time and still differ: in ratings, in answers to modifiers, in when a point
  was, and in whether it is one event or two. All of that is decided with the same keys.

  Background:
    Given ana and ben coded another session alike, but for 6 things beneath

  Scenario: What both rated alike is taken over
    Then 6 disagreements are left
    And the ratings of the consensus are
      | item        | value |
      | structuring | 3     |

  Scenario: Ratings are decided for a coder, with a digit, with a number that is typed, or as not ratable
    When I press n
    And I press n
    And I press n
    And I press b
    Then I am told "Decided mood warmth: ben: 4."
    When I press 4
    And I press 8
    And I press enter
    Then I am told "Decided mood in step: neither: 48."
    When I press u
    Then I am told "Decided mood intrusive: neither: not ratable."
    And the ratings of the consensus are
      | item        | value       |
      | structuring | 3           |
      | warmth      | 4           |
      | in_step     | 48          |
      | intrusive   | not_ratable |

  Scenario: It is decided whether it is one look or two
    When I press a
    Then I am told "Decided gaze at 0:05.000: ana: another face at 0:05.000."
    And the consensus of gaze is
      | code | onset    | offset   |
      | face | 0:00.000 | 0:05.000 |
      | face | 0:05.000 | 0:09.000 |
      | face | 0:20.000 | 0:24.000 |
    When I undo everything
    And I press e at 0:05.400
    Then the consensus of gaze is
      | code | onset    | offset   |
      | face | 0:00.000 | 0:05.400 |
      | face | 0:05.400 | 0:09.000 |
      | face | 0:20.000 | 0:24.000 |

  Scenario: A point is when one of them, or neither, has it
    When I press n
    And I press b
    Then the consensus of signal is
      | code | onset    | offset |
      | bid  | 0:08.200 |        |

  Scenario: An answer is decided by its key
    When I press n
    And I press n
    And I press s
    Then I am told "Decided gaze face: how at 0:20.000: ben: short."

  Scenario: Accepting one coder everywhere makes the consensus that coder's observation
    When I press a
    And I press a
    And I press a
    And I press a
    And I press a
    And I press a
    Then 0 disagreements are left
    And the consensus is ana's observation
    When I undo everything
    Then 6 disagreements are left
