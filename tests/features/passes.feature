Feature: Coding by pass
  A pass is some tiers coded in one viewing: an observation of its own, with its keys, its rate, and where it was left.

  Scenario: Only the tiers and keys of the pass are active
    Given I code the pass infant_gaze
    When I press t at 0:05.000
    Then I am told "t codes nothing here."
    When I press g at 0:05.000
    Then the events are
      | tier    | code      | onset    |
      | in_gaze | caregiver | 0:05.000 |

  Scenario: Phases are marked in every pass
    Given I code the pass infant_gaze
    When I press f5 at 0:02.000
    Then the events are
      | tier  | code | onset    |
      | phase | play | 0:02.000 |

  Scenario: The video plays at the rate of the pass
    Given I code the pass infant_gaze
    Then the video plays at 0.5 times its rate
    When I code the pass caregiver
    Then the video plays at 1 times its rate

  Scenario: Each pass is an observation of its own
    Given I code the pass infant_gaze
    When I press g at 0:05.000
    And I code the pass caregiver
    Then there are no events
    When I press t at 0:10.000
    And I code the pass infant_gaze
    Then the events are
      | tier    | code      | onset    |
      | in_gaze | caregiver | 0:05.000 |

  Scenario: Each pass goes on where it was left
    Given I code the pass infant_gaze
    When I go to 0:07.000
    And I code the pass caregiver
    Then the frame at 0:00.000 is on the screen
    When I go to 0:12.000
    And I code the pass infant_gaze
    Then the frame at 0:07.000 is on the screen

  Scenario: How much was watched is kept for each pass
    Given I code the pass infant_gaze
    When I step on through 19 frames
    Then 3 % are watched
    When I code the pass caregiver
    Then nothing is watched
    When I code the pass infant_gaze
    Then 3 % are watched
    When I step on through 12 frames
    Then 5 % are watched

  Scenario: What is jumped over is not watched, nor what is watched twice watched more
    Given I code the pass infant_gaze
    When I step on through 11 frames
    Then 2 % are watched
    When I go to 0:00.000
    And I step on through 11 frames
    And I go to 0:50.000
    Then 2 % are watched

  Scenario: Time that cannot be judged need not be watched
    Given I code the pass infant_gaze
    When I press u at 0:02.000
    And I press 2
    And I press u at 0:59.900
    And I go to 0:00.000
    And I step on through 19 frames
    Then 95 % are watched
