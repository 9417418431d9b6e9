"""The scheme that a new one begins as."""


def starter_text(scheme_id: str) -> str:
    """Return a commented scheme: two tiers with modifiers and a link, and what else there may be behind ``#``."""
    return _TEXT.replace("SCHEME_ID", scheme_id)


_TEXT = """\
# yaml-language-server: $schema=./scheme.schema.json
# A scheme to begin with. Change what you like, and check it whenever you have: coder scheme check SCHEME_ID.yaml
# Lines that begin with # are remarks. Take the # away from a block of #lines to use it.
format: 1
scheme:
  id: SCHEME_ID
  version: "0.1.0" # raise the third number for wording, the second for additions, the first for another meaning
  status: draft # draft, pilot, locked or retired
  title: My scheme
  description: What it is for and how it is used.
  rights: {kind: own-words}

# Who is watched. Roles: caregiver, infant, dyad, other.
actors:
  - {id: caregiver, role: caregiver, label: Caregiver}
  - {id: infant, role: infant, label: Infant}
  - {id: dyad, role: dyad, label: Both}

# What can be coded. An id is for ever, since data is stored under it; a label may be changed at any time.
tiers:
  # A state lasts from an onset to an offset. In this tier there may be gaps: no touch.
  - id: cg_touch
    actor: caregiver
    kind: state
    label: touch
    gap: absent
    codes:
      - id: touch
        key: t
        target: [infant]
        label: Touch
        definition: The caregiver's hand, arm or mouth rests on or moves over the infant's body.
        examples: [stroking the foot, a kiss on the head]
        non_examples: [straightening the strap of the seat without contact with the infant]
        modifiers:
          # Asked for on the video, and answered by the keys 1, 2, 3 ...
          - {id: form, type: choice, ask: offset, required: true, options: [still, stroke, pat, other]}
          # Asked for only after some answers.
          - {id: hands, type: number, ask: offset, min: 1, max: 2, step: 1, when: {form: [stroke, pat]}}

  # A point happens at one instant.
  - id: in_signal
    actor: infant
    kind: point
    label: signal
    codes:
      - id: bid
        key: b
        target: [caregiver]
        label: Bid
        definition: The infant turns to the caregiver with body or hands, so that an answer is due.
        examples: [both arms lifted towards the caregiver, a toy held out]
        non_examples: [arms moving without turning to anyone]
      - id: vocal
        key: v
        label: Vocal sound
        definition: "A sound of the voice that is no crying: mark where it begins." # text with a colon goes in quotes
        modifiers:
          - {id: tone, type: choice, options: [happy, neutral, unhappy]}

#  # An exhaustive tier has no gap: the default holds wherever nothing is coded.
#  - id: in_gaze
#    actor: infant
#    kind: state
#    label: gaze
#    exhaustive: true
#    default: away
#    codes:
#      - {id: caregiver, key: g, label: Looks at caregiver's face}
#      - {id: away, key: x, label: Looks elsewhere}

#  # A rating is a judgement of a whole session or phase, given in a form.
#  - id: warmth
#    actor: caregiver
#    kind: rating
#    scale: {min: 1, max: 7}
#    anchors: {"1": not at all, "7": throughout}
#    codes:
#      - {id: item_01, label: First item}

# Which response answers which cue, and within how many seconds.
links:
  - id: bid_answered
    label: Bid answered by touch
    cue: {codes: [in_signal.bid]}
    response: {codes: [cg_touch.touch]}
    window_s: [0.2, 5.0]
    censor_at: [phase_end, uncodable]

# Time that cannot be judged: press the key, then the reason.
uncodable:
  key: u
  reasons: [off_camera, hidden, no_sound]
  blocks: {no_sound: []} # which tiers a reason blocks; one that is not named here blocks all

# A code computed from others (needs in_gaze from above).
#derived:
#  - {id: touch_and_look, actor: dyad, all_of: [cg_touch.touch, in_gaze.caregiver]}

# The phases of a session: their keys mark where they really begin.
#procedure:
#  phases:
#    - {id: play, key: F5, planned_s: 120}
#    - {id: rest, key: F6, planned_s: 60, may_end_early: true}
#  windows:
#    - {id: first30, of: [play, rest], length_s: 30}

# Tiers that are coded in one viewing, with or without sound.
#passes:
#  - {id: caregiver, tiers: [cg_touch], sound: false, rate: 0.5}
#  - {id: infant, tiers: [in_signal]}

# Everything else there is stands in the reference: schemes/README.md.
"""
