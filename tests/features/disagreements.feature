Feature: Deciding where two coders differ
  What both coders agree on is in the consensus from the start; each disagreement is decided with a key, and the two
  observations stay as they were.

  Background:
    Given ana and ben coded another session, and differ in 7 places

  Scenario: A consensus begins with what both agree on
    Then 7 disagreements are left
    And the consensus of gaze is
      | code | onset    | offset   |
      | face | 0:02.000 | 0:05.000 |

  Scenario: One key accepts a coder, and the next disagreement comes
    When I press a
    Then I am told "Decided gaze at 0:01.000: ana: face."
    And the consensus of gaze is
      | code | onset    | offset   |
      | face | 0:01.000 | 0:05.000 |
    When I press b
    Then I am told "Decided touch stroke at 0:05.000: ben: none."
    And 5 disagreements are left

  Scenario: Neither is right
    When I press n
    And I press n
    And I press f
    Then I am told "Decided gaze at 0:10.000: neither: face."
    And the consensus of gaze is
      | code | onset    | offset   |
      | face | 0:02.000 | 0:05.000 |
      | face | 0:10.000 | 0:14.000 |

  Scenario: The change was between the two
    When I press e at 0:01.400
    Then the consensus of gaze is
      | code | onset    | offset   |
      | face | 0:01.400 | 0:05.000 |

  Scenario: Nobody can tell
    When I press u
    Then I am told "Decided gaze at 0:01.000: uncodable: dark."
    And the consensus of uncodable is
      | code      | onset    | offset   |
      | uncodable | 0:01.000 | 0:02.000 |
      | uncodable | 0:50.000 | 0:52.000 |

  Scenario: All of it can be taken back, and the originals are as they were
    When I press a
    And I press b
    And I press 0
    And I press u
    And I press b
    And I press a
    And I press b
    Then 0 disagreements are left
    And I am told "All disagreements are decided."
    When I undo everything
    Then 7 disagreements are left
    And the consensus of gaze is
      | code | onset    | offset   |
      | face | 0:02.000 | 0:05.000 |
    And ana's observation is as it was
    And ben's observation is as it was

  Scenario: A code of another tier decides nothing
    When I press y
    Then I am told "pat is no code of gaze."

  Scenario: Who is accepted once can be accepted in all that are shown
    When I press a
    And I press shift+enter
    Then 0 disagreements are left
    And I am told "Accepted ana in 6 disagreements."
    When I undo everything
    Then 7 disagreements are left
