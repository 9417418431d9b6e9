"""What each key of the format says, in a line: for the reference in ``schemes/README.md`` and for editors."""

_LABEL = "Its name for people; the id when left out."
_KEY = "The key that chooses it: `a`–`z`, `0`–`9`, `F1`–`F24`, alone or as `shift+a`."
_ID = "Permanent name: small letters, digits and `_`, a letter first, at most 40."

KEY_TEXTS: dict[str, tuple[str, dict[str, str]]] = {
    "SchemePart": (
        "The file",
        {
            "format": "Always `1`.",
            "scheme": "Which scheme this is.",
            "extends": "Schemes whose parts come before this one's.",
            "actors": "Who is watched.",
            "tiers": "What can be coded, one lane of codes for each.",
            "derived": "Codes computed from others.",
            "links": "Which response answers which cue.",
            "procedure": "The phases of a session, in order.",
            "uncodable": "How time that cannot be judged is marked.",
            "passes": "Sets of tiers that are coded in one viewing.",
            "constructs": "Ideas of the theory that codes speak to.",
            "reliability": "The plan for double coding.",
            "migrations": "How observations of older versions are moved to this one.",
        },
    ),
    "HeadPart": (
        "`scheme`",
        {
            "id": "Permanent name, and the name of the file: small letters, digits, `-` and `_`.",
            "version": 'Three numbers in quotes, such as `"1.2.0"`.',
            "status": "`draft` (the usual), `pilot`, `locked` (not changed any more) or `retired`.",
            "title": "Its name for people.",
            "description": "What it is for and how it is used.",
            "rights": "Whose words it is written in; one word is its `kind`.",
        },
    ),
    "RightsPart": (
        "`rights`",
        {
            "kind": "Such as `own-words`, `licensed` or `public-domain`.",
            "holder": "Who has the rights.",
            "source": "Where the words come from.",
            "note": "Anything else.",
        },
    ),
    "ExtendsPart": (
        "Each of `extends`",
        {
            "scheme": "The id of the other scheme. Its file lies beside this one or among the shipped schemes.",
            "version": "Which versions will do: `^1.2`, `~1.2.3`, `>=1.2 <3`; any when left out.",
            "only": "Ids of the tiers to take; all when left out.",
            "except": "Ids of tiers, derived codes, links and passes to leave out.",
            "prefix": "Letters put before the ids that are taken, such as `x_`.",
        },
    ),
    "ActorPart": (
        "Each of `actors`",
        {
            "id": _ID,
            "role": "`caregiver`, `infant`, `dyad` or `other`.",
            "label": _LABEL,
            "color": 'In quotes, `"#0072b2"`; a good one is chosen when left out.',
        },
    ),
    "TierPart": (
        "Each of `tiers`",
        {
            "id": _ID,
            "actor": "Whose lane it is: the id of an actor.",
            "kind": "`state`, `point`, `interval` or `rating`.",
            "label": _LABEL,
            "exclusive": "State, interval: `true` (the usual), one code at a time; `false`, codes may overlap.",
            "exhaustive": "State: `true` when there is never a gap; needs `default`.",
            "default": "State: the code that holds wherever nothing is coded; only with `exhaustive`.",
            "gap": "What silence means: `absent` (the usual) or `not_coded`; not with `exhaustive`.",
            "repress": "State: pressing the running code again: `end`, `ignore` or `restart`.",
            "min_duration_s": "State: shorter events are pointed out, in seconds.",
            "merge_gap_s": "State: events of a code that are closer together are pointed out, in seconds.",
            "length_s": "Interval: how long one sample is, in seconds.",
            "rule": "Interval: what a code stands for: `momentary`, `partial`, `whole` or `predominant`.",
            "scope": "Rating: of what: `session` (the usual) or `phase`.",
            "scale": "Rating: the numbers it may have.",
            "levels": "Rating: the named levels it may have, in place of a scale.",
            "anchors": 'Rating: what values stand for: `{"1": not at all}`.',
            "not_ratable": "Rating: whether an item may be left unjudged; `true` when left out.",
            "composites": "Rating: values computed from several items.",
            "codes": "Its codes; of a rating, its items.",
        },
    ),
    "CodePart": (
        "Each of `codes`",
        {
            "id": _ID,
            "key": "The key that codes it: `a`–`z`, `0`–`9`, `F1`–`F24`, alone or as `shift+a`.",
            "label": _LABEL,
            "color": 'In quotes, `"#0072b2"`; a good one is chosen when left out.',
            "value": "A number, for tiers whose codes have an order.",
            "definition": "When it is coded, and when no more.",
            "examples": "What is coded with it.",
            "non_examples": "What looks like it and is not.",
            "constructs": "Ideas of the theory it speaks to, and how directly.",
            "hed": "A HED string for exports.",
            "target": "Ids of actors whom the act may be directed to; of several, a key chooses one.",
            "modifiers": "Further values of an event, asked for by keys.",
            "scale": "Rating: the numbers of this item, in place of the tier's.",
            "levels": "Rating: the levels of this item, in place of the tier's.",
            "anchors": "Rating: what values of this item stand for.",
            "reverse": "Rating: `true` when a high value means little; turned round in composites.",
            "not_ratable": "Rating: whether this item may be left unjudged.",
        },
    ),
    "ModifierPart": (
        "Each of `modifiers`",
        {
            "id": _ID,
            "type": "`choice` (the usual), `choices`, `number` or `text`.",
            "label": _LABEL,
            "options": "The answers of a choice, in order.",
            "required": "`true`: an event without an answer is pointed out; `pause`: play waits for it, too.",
            "default": "The answer that is stored unless another is given; several joined by `+`.",
            "ask": "When: at the `onset` (the usual), at the `offset`, or at `any` time.",
            "when": "Ask only if another modifier has a value: `{form: [stroke, pat]}`.",
            "min": "The least number.",
            "max": "The greatest number.",
            "step": "Numbers are whole steps from `min`.",
            "unit": "What the number counts, such as `cm`.",
        },
    ),
    "WhenPart": (
        "`when`, written out",
        {"modifier": "The id of the other modifier.", "is": "The values of it that this is asked for."},
    ),
    "OptionPart": (
        "Each of `options`, `reasons` and `early_ends`; one word is its `id`",
        {"id": "Permanent name; any characters.", "key": _KEY, "label": _LABEL},
    ),
    "ConstructTagPart": (
        "Each of a code's `constructs`",
        {"id": "The id of a construct.", "evidence": "`direct`, `proxy` or `theory`."},
    ),
    "ScalePart": (
        "`scale`",
        {
            "min": "The lowest value.",
            "max": "The highest value.",
            "step": "How far values lie apart; `1` when left out.",
        },
    ),
    "LevelPart": (
        "Each of `levels`; one word is its `id`",
        {
            "id": "Permanent name; any characters.",
            "value": "A number, for levels that have an order; its id when left out, where that is a number.",
            "key": "Its key in the form; when left out, the digit of its value, else the first one free.",
            "label": _LABEL,
            "definition": "When it is given.",
        },
    ),
    "CompositePart": (
        "Each of `composites`",
        {
            "id": _ID,
            "label": _LABEL,
            "of": "Ids of the items it is made of.",
            "rule": "`mean` (the usual) or `sum`.",
            "min_valid": "With fewer items judged there is no value; `1` when left out.",
        },
    ),
    "DerivedPart": (
        "Each of `derived`",
        {
            "id": _ID,
            "actor": "Whose lane it is: the id of an actor.",
            "label": _LABEL,
            "all_of": "It holds while all of these codes hold (`tier.code`).",
            "any_of": "It holds while one of these codes holds.",
            "none_of": "It holds while none of these codes holds.",
            "match": "It holds while two tiers, whose codes have a `value`, have the same one.",
        },
    ),
    "LinkPart": (
        "Each of `links`",
        {
            "id": _ID,
            "label": _LABEL,
            "cue": "What asks for an answer.",
            "response": "What answers it.",
            "window_s": "From when to when after the cue an answer counts, in seconds: `[0.2, 5.0]`.",
            "pairing": "Which answer counts: `first` (the usual), `nearest`, `all` or `one_to_one`.",
            "new_onset_only": "`true` (the usual): only what begins in the window; `false`: also what runs already.",
            "censor_at": "What cuts the window short: `phase_end`, `uncodable`, `next_cue`.",
        },
    ),
    "EdgePart": (
        "`cue` and `response`",
        {
            "codes": "Codes, each as `tier.code`.",
            "edge": "Where they count: at the `onset` (the usual) or the `offset`.",
        },
    ),
    "ProcedurePart": (
        "`procedure`",
        {
            "id": _ID,
            "label": _LABEL,
            "phases": "The stretches of a session, in order.",
            "windows": "Stretches inside the phases, for tables.",
            "early_ends": "Why a phase may have ended early: the answers then; a few usual ones when left out.",
        },
    ),
    "PhasePart": (
        "Each of `phases`",
        {
            "id": _ID,
            "key": "The key that marks where it begins.",
            "label": _LABEL,
            "planned_s": "How long it is meant to last, in seconds.",
            "may_end_early": "`true` when it may be cut short.",
            "optional": "`true` when it may be missing.",
        },
    ),
    "WindowPart": (
        "Each of `windows`",
        {
            "id": _ID,
            "of": "Ids of the phases it lies in.",
            "from_s": "How far from the anchor it begins, in seconds; `0` when left out.",
            "length_s": "How long it is, in seconds.",
            "anchor": "What it is counted from: the `start` (the usual), `middle` or `end` of the phase.",
        },
    ),
    "UncodablePart": (
        "`uncodable`",
        {
            "key": "The key that marks its beginning and its end.",
            "key_beside": "The key for another reason beside one that holds; `key` with shift when left out.",
            "reasons": "Why: the answers after the key.",
            "blocks": "Which tiers a reason blocks; one that is not listed blocks all.",
            "missing_if": "When a tier counts as missing.",
        },
    ),
    "MissingIfPart": (
        "`missing_if`",
        {"share_of_phase": "More than this share of a phase is uncodable, from `0` to `1`."},
    ),
    "PassPart": (
        "Each of `passes`",
        {
            "id": _ID,
            "label": _LABEL,
            "tiers": "Ids of the tiers that are coded in it.",
            "sound": "`false` to code without sound; `true` when left out.",
            "rate": "How fast the video plays to begin with; `1` when left out.",
        },
    ),
    "ConstructPart": (
        "Each of the file's `constructs`",
        {"id": _ID, "label": _LABEL, "definition": "What is meant by it."},
    ),
    "ReliabilityPart": (
        "`reliability`",
        {
            "double_code": "How many sessions two people code.",
            "criterion": "How well they must agree, for each set of tiers.",
        },
    ),
    "DoubleCodePart": (
        "`double_code`",
        {
            "share": "The share of the sessions, from `0` to `1`.",
            "pick": "Which: `random` (the usual), `first` or `every`.",
        },
    ),
    "CriterionPart": (
        "Each of `criterion`",
        {
            "for": "Ids of tiers.",
            "statistic": "Which measure of agreement, such as `time_kappa` or `event_kappa`.",
            "tolerance_s": "How far apart two events may lie and still be one, in seconds.",
            "min": "What it must reach at least.",
        },
    ),
    "MigrationPart": (
        "Each of `migrations`",
        {
            "from": "The older version.",
            "to": "The newer version.",
            "steps": "What happens to the events, in order; each step has one of the keys below.",
        },
    ),
    "StepPart": (
        "Each of `steps`",
        {
            "rename": "A tier or code gets another id.",
            "merge": "Several codes become one.",
            "move": "A code goes to another tier.",
            "retire": "A tier, code or modifier is used no more; what was coded with it stays in the log alone.",
            "map_modifier": "Answers get other names.",
            "change_kind": "A tier becomes of another kind; each event is looked at again.",
            "split": "One code becomes several; each event is looked at again.",
        },
    ),
    "ToPart": (
        "`rename` and `move`",
        {"from": "The id it had: `tier` or `tier.code`.", "to": "The id it has now; for `move` a `tier` will do."},
    ),
    "MergePart": ("`merge`", {"from": "The codes there were.", "to": "The code they are now."}),
    "RetirePart": ("`retire`", {"from": "What there was: `tier`, `tier.code` or `tier.code.modifier`."}),
    "SplitPart": ("`split`", {"from": "The code there was.", "to": "The codes it may be now, two at least."}),
    "ChangeKindPart": ("`change_kind`", {"tier": "The id of the tier.", "to": "The kind it has now."}),
    "MapModifierPart": (
        "`map_modifier`",
        {
            "code": "The code, as `tier.code`.",
            "modifier": "The id the modifier had.",
            "to": "The id it has now, when it has another.",
            "values": "Answers by the names they had: `{soft: gentle}`.",
        },
    ),
}  # fmt: skip
"""By part: what the part is called, and its keys."""
