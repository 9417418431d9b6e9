Feature: Uncodable time
  Time in which a tier cannot be judged is marked with its reason, and no default fills it.

  Scenario: Time is marked uncodable with a reason
    When I press u at 0:10.000
    Then I am asked for reason
    When I press 1
    And I press u at 0:20.000
    Then the events are
      | tier      | code      | onset    | offset   | modifiers          |
      | uncodable | uncodable | 0:10.000 | 0:20.000 | reason: off_camera |
    And the in_gaze tier is
      | code | onset    | offset   | source  |
      | away | 0:00.000 | 0:10.000 | default |
      | away | 0:20.000 | 1:00.000 | default |
    And the codable time of in_gaze is 50 seconds
    And the codable time of cg_gaze is 50 seconds

  Scenario: A reason blocks only the tiers it is said to block
    When I press u at 0:10.000
    And I press 2
    And I press u at 0:20.000
    Then the codable time of in_gaze is 50 seconds
    And the codable time of cg_gaze is 60 seconds

  Scenario: A reason that blocks nothing leaves all time codable
    When I press u at 0:10.000
    And I press 3
    Then the codable time of in_gaze is 60 seconds

  Scenario: What was seen before the face was hidden stays coded
    When I press g at 0:05.000
    And I press u at 0:10.000
    And I press 2
    And I press u at 0:20.000
    And I press h at 0:30.000
    Then the in_gaze tier is
      | code      | onset    | offset   | source  |
      | away      | 0:00.000 | 0:05.000 | default |
      | caregiver | 0:05.000 | 0:30.000 | coded   |
      | object    | 0:30.000 | 1:00.000 | coded   |
