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

  Scenario: A choice that may be asked at any time is asked at onset, and at offset when it was left open
    When I press f at 0:01.000
    And I press escape
    Then I am asked for words
    When I press escape
    And I press f at 0:03.000
    Then I am asked for words
    When I type Mama
    And I press enter
    Then I am asked nothing
    And the events are
      | code | onset    | offset   | modifiers   |
      | cry  | 0:01.000 | 0:03.000 | words: Mama |

  Scenario: What was answered at onset is not asked again at offset
    When I press f at 0:01.000
    And I type 2
    And I press enter
    And I type ah
    And I press enter
    And I press f at 0:03.000
    Then I am asked nothing

  Scenario: A number may be typed with a comma, and is stored in its plainest form
    When I press f at 0:01.000
    And I type 4,50
    And I press enter
    Then the events are
      | code | modifiers     |
      | cry  | loudness: 4.5 |

  Scenario: Words are typed with spaces and corrected with backspace, and no key of the player is heard meanwhile
    When I press f at 0:01.000
    And I press escape
    And I type jk lo
    And I press backspace
    And I press enter
    Then the frame at 0:01.000 is on the screen
    And the events are
      | code | modifiers   |
      | cry  | words: jk l |

  Scenario: Several options are answered again beginning with those that were given
    When I press b at 0:01.000
    And I press 3
    And I press 1
    And I press enter
    And I choose "Answer modifiers again"
    And I press 2
    And I press 1
    And I press enter
    Then the events are
      | code | modifiers       |
      | bid  | with: toy+voice |
    When I choose "Answer modifiers again"
    And I press enter
    Then I am asked nothing
    And the events are
      | code | modifiers       |
      | bid  | with: toy+voice |

  Scenario: Another answer takes out what is no longer asked, and undo brings it back
    When I press t at 0:01.000
    And I press t at 0:02.000
    And I press 2
    And I press 1
    And I choose "Answer modifiers again"
    And I press 1
    Then the events are
      | code  | modifiers   |
      | touch | form: still |
    When I undo
    Then the events are
      | code  | modifiers                     |
      | touch | form: stroke, quality: loving |

  Scenario: A point is asked everything at once
    When I press r at 0:01.000
    Then I am asked nothing
    When I press w at 0:02.000
    Then I am asked for object

  Scenario: Play that waits goes on when the question is left open
    When I play the video
    And I press w
    Then the video is paused
    When I press escape
    Then the video is playing

  Scenario: Play that waits goes on when a code is pressed instead
    When I play the video
    And I press w
    And I press g
    Then the video is playing
    And I am asked nothing
    And there are 2 events

  Scenario: Whoever paused by hand stays paused
    When I press w at 0:01.000
    And I press 1
    And I press enter
    Then the video is paused

  Scenario: Play that waits at the offset waits for the state that was ended by another
    When I play the video
    And I press a
    And I let it play for half a second
    Then the video is playing
    When I press q
    Then the video is paused
    And I am asked for side
    When I press 2
    Then the video is playing
    And I am asked for paces
    When I press enter
    Then I am asked nothing
    And the events are
      | code  | modifiers             |
      | carry | side: left, paces: 2 |
      | seat  |                      |
