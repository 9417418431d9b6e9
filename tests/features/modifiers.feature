Feature: Modifiers
  What is further known of an event is answered by the next keys, on the video, while it plays: no dialog.

  Scenario: The form of a touch is asked for when the touch ends
    When I press t at 0:01.000
    Then I am asked nothing
    When I press t at 0:02.000
    Then I am asked for form
    When I press 2
    Then I am asked for quality
    When I press 1
    Then I am asked nothing
    And the events are
      | code  | onset    | offset   | modifiers                   |
      | touch | 0:01.000 | 0:02.000 | form: stroke, quality: loving |

  Scenario: A question that does not apply is not asked
    When I press t at 0:01.000
    And I press t at 0:02.000
    And I press 1
    Then I am asked nothing
    And the events are
      | code  | modifiers   |
      | touch | form: still |

  Scenario: Another state that ends a touch asks for its form as well
    When I press t at 0:01.000
    And I press y at 0:02.000
    Then I am asked for form
    When I press 3
    Then the events are
      | code  | onset    | offset   | modifiers |
      | touch | 0:01.000 | 0:02.000 | form: pat |
      | hold  | 0:02.000 |          |           |

  Scenario: The loudness of a cry is asked for at its onset and typed as a number
    When I press f at 0:01.000
    Then I am asked for loudness
    When I type 4.5
    And I press enter
    Then I am asked for words
    When I type ah ah
    And I press enter
    Then the events are
      | code | onset    | offset | modifiers                    |
      | cry  | 0:01.000 |        | loudness: 4.5, words: ah ah |

  Scenario: A number that does not fit is refused, with what would fit
    When I press f at 0:01.000
    And I type 9
    And I press enter
    Then I am told "9 is no answer to loudness."
    And I am asked for loudness

  Scenario: Several options are gathered
    When I press b at 0:01.000
    And I press 3
    And I press 1
    And I press enter
    Then the events are
      | code | modifiers        |
      | bid  | with: arms+voice |

  Scenario: A code pressed instead of an answer is coded, and the question stays unanswered
    When I press t at 0:01.000
    And I press t at 0:02.000
    And I press g at 0:02.500
    Then I am asked nothing
    And the events are
      | code      | onset    | offset   | modifiers |
      | touch     | 0:01.000 | 0:02.000 |           |
      | caregiver | 0:02.500 |          |           |

  Scenario: Questions neither stop the video nor are stopped by it
    When I play the video
    And I press t
    And I let it play for half a second
    And I press t
    And I press 2
    And I press 2
    Then the video is playing
    And the events are
      | code  | modifiers                   |
      | touch | form: stroke, quality: rough |

  Scenario: A question is left open with escape and asked again later
    When I press t at 0:01.000
    And I press t at 0:02.000
    And I press escape
    And I press escape
    Then I am asked nothing
    When I choose "Answer modifiers again"
    Then I am asked for form
    When I press 1
    Then the events are
      | code  | modifiers   |
      | touch | form: still |

  Scenario: A default is stored with the event, and Enter keeps it
    When I press w at 0:01.000
    Then the events are
      | code | modifiers  |
      | show | hands: one |
    When I press 2
    Then I am asked for hands
    When I press enter
    Then I am asked nothing
    And the events are
      | code | modifiers               |
      | show | object: book, hands: one |

  Scenario: Another answer takes the place of the default
    When I press w at 0:01.000
    And I press 1
    And I press 2
    Then the events are
      | code | modifiers               |
      | show | object: toy, hands: both |

  Scenario: Play waits where the scheme says so, and goes on by itself
    When I play the video
    And I press w
    Then the video is paused
    When I press 1
    Then the video is playing
    And I am asked for hands
