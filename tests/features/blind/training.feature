Feature: Training to criterion
  A trainee codes gold sessions blind. Once one is submitted, it is scored; enough in a row grant a status, and a miss
  takes it away.

  Background:
    Given a study with gold in G01, G02 and G03, where 2 in a row are asked

  Scenario: Nothing is said of a session before it is submitted
    When ana codes G01 as the expert did
    Then ana has no status
    And G01 of ana is "not submitted"

  Scenario: Two in a row grant a status
    When ana codes G01 as the expert did
    And ana submits
    Then ana is "in training"
    And G01 of ana is "reached"
    When ana codes G02 as the expert did
    And ana submits
    Then ana is "certified"

  Scenario: One that misses begins anew, and takes a status away
    When ana codes G01 as the expert did
    And ana submits
    And ana codes G02 as the expert did
    And ana submits
    And ana codes G03 5 seconds late
    And ana submits
    Then G03 of ana is "missed"
    And ana is "lapsed"

  Scenario: What is opened again after its feedback does not count
    When ana codes G01 5 seconds late
    And ana submits
    Then G01 of ana is "missed"
    When ana opens it again because "I have seen gold"
    And ana submits
    Then G01 of ana is "does not count"

  Scenario: A miss cannot be opened away
    When ana codes G01 as the expert did
    And ana submits
    And ana codes G02 as the expert did
    And ana submits
    And ana codes G03 5 seconds late
    And ana submits
    And ana opens it again because "I was tired"
    And ana submits
    Then ana is "lapsed"

  Scenario: Another trainee sees nothing of it
    When ana codes G01 as the expert did
    And ana submits
    Then ben has no status
    And ben sees no comparison
