Feature: Ratings
  What is judged of a whole session or phase is rated in a form beside the video: one key a level, while it plays.

  Scenario: One key rates an item and goes on to the next
    When I choose "Ratings"
    And I press 5
    And I press 2
    Then the ratings are
      | item    | phase | value |
      | smiles  |       | 5     |
      | hurries |       | 2     |
    And the composite warmth_mean is 5.5
    And I am told "Hurries: 2. 2 of 4 rated."

  Scenario: A rating is an event of the whole session
    When I choose "Ratings"
    And I press 5
    Then the events are
      | tier      | code   | onset    | offset   | modifiers |
      | cg_warmth | smiles | 0:00.000 | 1:00.000 | value: 5  |

  Scenario: Not ratable is not missing, and neither is a value
    When I choose "Ratings"
    And I press n
    Then the ratings are
      | item   | phase | value       |
      | smiles |       | not_ratable |
    And the composite warmth_mean is missing: "0 of 2 items are valid, 2 needed"

  Scenario: A slip is corrected by another key
    When I choose "Ratings"
    And I press 5
    And I press up
    And I press 6
    Then the ratings are
      | item   | phase | value |
      | smiles |       | 6     |

  Scenario: One undo takes a rating back, backspace does as well
    When I choose "Ratings"
    And I press 5
    And I press 3
    And I undo
    Then the ratings are
      | item   | phase | value |
      | smiles |       | 5     |
    When I press up
    And I press backspace
    Then there are no events

  Scenario: A value that the scale does not have rates nothing
    When I choose "Ratings"
    And I press 9
    Then I am told "9 rates nothing here. Esc goes back to coding."
    And there are no events

  Scenario: A checklist has the levels 0, 1 and 2, and a sum
    When I choose "Ratings"
    And I go on to greets
    And I press 2
    And I press 1
    Then the ratings are
      | item   | phase | value |
      | greets |       | 2     |
      | names  |       | 1     |
    And the composite seen_sum is 3

  Scenario: An item that has to be rated cannot be left as not ratable
    When I choose "Ratings"
    And I go on to names
    And I press n
    Then I am told "names cannot be “not ratable” in this scheme. Choose from 0, 1, 2."
    And there are no events

  Scenario: Each phase is rated by itself, numbers are typed, and a classification has a key a class
    Given I pressed f5 at 0:02.000
    And I pressed f6 at 0:22.000
    When I choose "Ratings"
    And I press p
    And I press p
    And I type 35
    And I press enter
    And I press 2
    And I press p
    And I type 70
    And I press enter
    Then the ratings are
      | item    | phase | value |
      | in_step | play  | 70    |
      | in_step | still | 35    |
      | style   | still | far   |

  Scenario: Before a phase is marked there is nothing to rate of it, and it can be marked from the form
    When I choose "Ratings"
    And I press p
    Then I am told "There is no phase to rate. Mark phases where they begin: F5 F6 F7."
    When I press f5 at 0:10.000
    And I press p
    And I type 100
    And I press enter
    Then the events are
      | tier      | code    | onset    | offset   | modifiers               |
      | phase     | play    | 0:10.000 |          |                         |
      | dyad_step | in_step | 0:10.000 | 1:00.000 | value: 100, phase: play |

  Scenario: A number that does not fit is refused, with what would fit
    Given I pressed f5 at 0:02.000
    When I choose "Ratings"
    And I press p
    And I type 101
    And I press enter
    Then I am told "101 is no value of in step. Give a number from 0 to 100."

  Scenario: Keys code nothing while the form is open, and code again when it is closed
    When I choose "Ratings"
    And I press t at 0:01.000
    Then I am told "t rates nothing here."
    When I press escape
    And I press t at 0:02.000
    Then the events are
      | code  | onset    |
      | touch | 0:02.000 |

  Scenario: The video plays on while items are rated
    When I choose "Ratings"
    And I play the video
    And I press 5
    And I let it play for half a second
    And I press 3
    Then the video is playing
    And there are 2 events

  Scenario: A rating has a comment, and keeps it when it is changed
    When I choose "Ratings"
    And I press 5
    And I comment smiles at 0:00.000 with "once, at the end"
    And I press 4
    Then the events are
      | code   | modifiers | comment          |
      | smiles | value: 4  | once, at the end |
