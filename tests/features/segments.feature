Feature: Coding segments of a session
  Who checks a coding may be given random segments of a session: keys code in them alone, and what is coded ends with them.

  Scenario: A key outside the segments codes nothing
    Given only 0:05.000 to 0:15.000 and 0:30.000 to 0:40.000 are to be coded
    When I press t at 0:20.000
    Then I am told "This lies outside your segments. They are 0:05.000–0:15.000, 0:30.000–0:40.000."
    And there are no events

  Scenario: What is coded ends with its segment
    Given only 0:05.000 to 0:15.000 and 0:30.000 to 0:40.000 are to be coded
    When I press g at 0:06.000
    And I press g at 0:31.000
    Then the events are
      | tier    | code      | onset    | offset   |
      | in_gaze | caregiver | 0:06.000 | 0:15.000 |
      | in_gaze | caregiver | 0:31.000 | 0:40.000 |

  Scenario: Within a segment a key changes what holds, as everywhere
    Given only 0:05.000 to 0:15.000 and 0:30.000 to 0:40.000 are to be coded
    When I press g at 0:06.000
    And I press h at 0:09.000
    Then the events are
      | tier    | code      | onset    | offset   |
      | in_gaze | caregiver | 0:06.000 | 0:09.000 |
      | in_gaze | object    | 0:09.000 | 0:15.000 |
