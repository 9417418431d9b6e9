Feature: Which cue brings which response
  What was coded of a study is held against chance; every mark leads back to the moments behind it, and a blank has its
  reason.

  Background:
    Given a study in which every bid was answered by a pat and no fuss was

  Scenario: A link that is there stands out from chance
    When I look at bid_answered
    Then it says "12 cues: 12 answered, 0 not answered"
    And above chance is "1 to 1.5 s after the cue"

  Scenario: A cue that brings nothing does not
    When I ask whether infant.fuss brings caregiver.pat within 3 s
    Then it says "12 cues: 0 answered, 12 not answered"
    And above chance is nothing in the 3 s after the cue

  Scenario: A mark leads to its moments, one after the other, in whichever session they are
    When I look at bid_answered
    And I choose "1 to 1.5 s after the cue"
    Then D01 plays from 0:19.000
    When I choose "1 to 1.5 s after the cue" 6 times more
    Then D02 plays from 0:24.000

  Scenario: A cue that was never coded is a blank with a reason
    When I ask whether caregiver.stroke brings infant.bid within 3 s
    Then there is no chart, for "There is no cue in codable time."
    And it says "describes observed behaviour, not attachment security"
