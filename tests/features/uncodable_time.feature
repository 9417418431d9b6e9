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

  Scenario: A key that is held marks the time for as long as it is held
    When I hold u from 0:10.000 to 0:12.000
    Then I am asked for reason
    When I press 2
    Then the events are
      | code      | onset    | offset   | modifiers           |
      | uncodable | 0:10.000 | 0:12.000 | reason: face_hidden |
    And the codable time of in_gaze is 58 seconds

  Scenario: Two reasons at once are marked beside each other, and no time is counted twice
    When I press u at 0:10.000
    And I press 1
    And I hold shift+u from 0:15.000 to 0:25.000
    And I press 2
    And I press u at 0:20.000
    Then the events are
      | code      | onset    | offset   | modifiers           |
      | uncodable | 0:10.000 | 0:20.000 | reason: off_camera  |
      | uncodable | 0:15.000 | 0:25.000 | reason: face_hidden |
    And the codable time of in_gaze is 45 seconds
    And the codable time of cg_gaze is 50 seconds

  Scenario: A reason that holds beside another is ended by being given again
    When I press u at 0:10.000
    And I press 1
    And I press shift+u at 0:15.000
    And I press 2
    And I press shift+u at 0:20.000
    And I press 1
    Then I am told "Ended off camera at 0:20.000."
    And the events are
      | code      | onset    | offset   | modifiers           |
      | uncodable | 0:10.000 | 0:20.000 | reason: off_camera  |
      | uncodable | 0:15.000 |          | reason: face_hidden |
    When I undo
    And I undo
    Then the events are
      | code      | onset    | offset   | modifiers           |
      | uncodable | 0:10.000 |          | reason: off_camera  |
      | uncodable | 0:15.000 |          | reason: face_hidden |

  Scenario: A blocked tier takes no event, and the others go on
    When I press u at 0:10.000
    And I press 2
    And I press g at 0:12.000
    Then I am told "Infant in gaze is uncodable here: face hidden."
    When I press 1 at 0:12.000
    Then the events are
      | tier      | code      | onset    |
      | uncodable | uncodable | 0:10.000 |
      | cg_gaze   | at_face   | 0:12.000 |

  Scenario: One key codes it anyway, on the frame of the press, and the event says so
    When I press u at 0:10.000
    And I press 2
    And I press g at 0:12.000
    And I press enter at 0:12.500
    Then the events are
      | code      | onset    | modifiers                      |
      | uncodable | 0:10.000 | reason: face_hidden            |
      | caregiver | 0:12.000 | despite_uncodable: face_hidden |
    When I undo
    Then there is 1 event

  Scenario: A state that began before is ended all the same
    When I press t at 0:05.000
    And I press u at 0:10.000
    And I press 1
    And I press t at 0:12.000
    Then the events are
      | code      | onset    | offset   |
      | touch     | 0:05.000 | 0:12.000 |
      | uncodable | 0:10.000 |          |

  Scenario: Uncodable time is marked and taken back like everything else
    When I hold u from 0:10.000 to 0:12.000
    And I press 1
    And I undo everything
    Then there are no events
    And the codable time of in_gaze is 60 seconds
