Feature: Two coders submit, then compare
  What two people code of one session is kept from both until both have submitted it; nothing tells either that there is
  another one.

  Background:
    Given a study whose one session is coded by ana and by ben

  Scenario: Coding is submitted from the queue, and counted there
    When ana codes w at 0:01.000 and t at 0:05.000
    Then ana has submitted 0 of 1
    When ana submits
    Then ana is told "Submitted: 2 events"
    And ana has submitted 1 of 1
    And ben has submitted 0 of 1

  Scenario: Nothing is shown before both have submitted, and everything after
    When ana codes w at 0:01.000 and t at 0:05.000
    And ana submits
    Then ana sees no comparison
    When ben codes w at 0:01.000 and t at 0:05.000
    Then ben sees no comparison
    When ben submits
    Then ana sees kappa of gaze as 1.00
    And ben sees kappa of gaze as 1.00

  Scenario: What is submitted is changed no more
    When ana codes w at 0:01.000
    And ana submits
    And ana presses t at 0:05.000
    Then ana is told "submitted"
    And the events of ana are
      | code   | onset    |
      | mother | 0:01.000 |

  Scenario: Opening again needs a reason, is logged, and hides both codings
    When ana codes w at 0:01.000
    And ana submits
    And ben codes w at 0:02.000
    And ben submits
    And ana opens it again because "the last look was missed"
    Then the log of ana says "Reopened: the last look was missed"
    And ben sees no comparison
    When ana submits
    Then ben sees kappa of gaze as 0.67
