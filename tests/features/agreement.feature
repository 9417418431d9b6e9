Feature: How far two coders agree
  Kappa in time and kappa of events stand side by side; every figure leads back to where the two differ.

  Background:
    Given ana and ben coded another session
    And I ask how far they agree

  Scenario: A figure in time is never alone
    Then their agreement is
      | tier         | in time | of events | differ |
      | gaze         | 0.47    | 0.15      | 4      |
      | touch.pat    | 1.00    | –         | 0      |
      | touch.stroke | 0.85    | –         | 1      |
      | signal       | 0.59    | 0.00      | 2      |

  Scenario: A cell of the matrix leads to its disagreements
    When I choose gaze where ana has toy and ben away
    Then they differ there at
      | from   | to     | how      |
      | 10.000 | 14.000 | category |
