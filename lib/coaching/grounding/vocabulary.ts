import type { FeedbackLanguage, MeasureKey } from "@/lib/analyses/schema";

export interface Vocabulary {
  /** The only words of a sentence about a run, besides slots and the names of the measures that it cites. */
  statement: ReadonlySet<string>;
  /** What a measure may be called in such a sentence; no name belongs to two measures. */
  names: Record<MeasureKey, readonly string[]>;
  references: ReferenceVocabulary;
  advice: AdviceVocabulary;
}

interface ReferenceVocabulary {
  /** The first words of a sentence that points at turns: "Look at {turn4}." */
  pointers: ReadonlySet<string>;
  /** The only words between the beginning of such a sentence and a turn. */
  pointing: ReadonlySet<string>;
  /** The words directly before a count of the whole run ("you made"), and of which a turn is a part. */
  total: RegExp;
  part: RegExp;
  /** The words between a total and the next slot. */
  afterTotal: RegExp;
}

/** Words, in lower case, that decide whether a cue or a drill is advice and not a statement. */
export interface AdviceVocabulary {
  /** Numbers from two up, multiples and fractions, and units after an article: not allowed. */
  quantity: RegExp;
  /** Verb forms that state something: not allowed. */
  finite: RegExp;
  clauseBreak: RegExp;
  /** Skipped at the beginning of a clause. */
  lead: ReadonlySet<string>;
  /** A clause that begins with one of these is an instruction. */
  verbs: ReadonlySet<string>;
  /** The only words that end in -s: any other may be a verb that states something. */
  inS: ReadonlySet<string>;
  /** The only words of a clause that is a phrase without a verb. */
  phrase: ReadonlySet<string>;
  /** A clause that begins with one of these says when, how or what for. */
  subordinate: ReadonlySet<string>;
  /** A clause that begins with one of these is a statement. */
  pronouns: ReadonlySet<string>;
  /** Pronouns that are allowed only after a word of `subordinate`, and without a comparison. */
  subjects: ReadonlySet<string>;
  /** Words that compare or judge: not with a pronoun, and only in an instruction. */
  comparing: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));
const anyOf = (text: string): string => text.trim().split(/\s+/).join("|");

const NUMBERS = anyOf(`
  zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred thousand million billion`);
const UNITS = anyOf(`
  degrees? percents? seconds? minutes? hours? days? milliseconds? inch(?:es)? foot(?!\\safter) feet yards? miles? met(?:re|er)s?
  centimet(?:re|er)s? kilomet(?:re|er)s? pounds? kilos? kilograms? grams? gs? points? places? positions? tenths?
  hundredths? times? per percentage`);

const ENGLISH: Vocabulary = {
  statement: words(`
    a an the this that these your its you it here there one
    in at of to for with from by into about between
    and but while where both
    is are be was were has have had goes go get gets got reach reaches reached made make
    see look watch compare note notice find show shows shown measured seen
    run clip video photo picture moment example`),
  names: {
    durationS: ["turn time", "takes", "take", "took", "duration"],
    apexPosition: ["apex position", "apex comes"],
    initiationS: ["initiation", "time to shaping"],
    shapingS: ["shaping", "shaping time"],
    completionS: ["completion"],
    inclinationDeg: ["lean", "leans", "lean at the apex", "inclination"],
    angulationDeg: ["angulation", "angulate", "angulation at the apex"],
    shoulderLevelDeg: ["shoulder level", "shoulder line", "shoulders tilt", "shoulder tilt"],
    hipLevelDeg: ["hip level", "hip line", "hips tilt", "hip tilt"],
    levelDifferenceDeg: ["shoulders against hips", "shoulders against your hips"],
    shinMatchDeg: ["shin match", "shins"],
    legLengthRatio: ["leg length ratio", "outside over inside leg", "outside leg over inside leg"],
    stanceWidthRatio: ["stance", "stance width", "stance in hip widths"],
    aFrameRatio: ["knee gap"],
    handHeightT: ["hands", "hand height"],
    insideHandDropT: [
      "inside hand drops",
      "inside hand drop",
      "drop of the inside hand",
      "drop of your inside hand",
    ],
    shoulderSteadinessDeg: ["shoulder steadiness", "shoulder movement"],
    headSwayT: ["head sway", "head sways"],
    edgeChangeS: ["edge change"],
    buildRateDegPerS: [
      "build rate",
      "lean builds",
      "lean grows",
      "growth of the lean",
      "growth of your lean",
    ],
    timeToShapingS: ["time until shaping"],
    verticalTravelT: ["vertical travel"],
    kneeFlexionOutsideDeg: ["outside knee", "outside knee flexion", "outside knee bends"],
    kneeFlexionInsideDeg: ["inside knee", "inside knee flexion", "inside knee bends"],
    hipFlexionOutsideDeg: ["outside hip", "outside hip flexion"],
    hipFlexionInsideDeg: ["inside hip", "inside hip flexion"],
    kneeFlexionNearDeg: ["nearer knee", "nearer knee flexion", "nearer knee bends"],
    hipFlexionNearDeg: ["nearer hip", "nearer hip flexion", "nearer hip bends"],
    foreAftT: ["fore-aft", "fore-aft balance"],
    trunkShankDeg: ["trunk against shin", "trunk against your shin"],
  },
  references: {
    pointers: words("look see watch compare note notice find one"),
    pointing: words(`
      look see watch compare note notice find one moment example to at from with and of is the a
      picture video photo clip`),
    total: /(?:^| )(?:you(?: have)? made|there (?:are|were|is|was))$/,
    part: /(?:^| )of (?:the|your)$/,
    afterTotal: /^(?:in (?:this|the) (?:run|clip|video))? ?(?:and|but)? ?(?:in|your? .*)?$/,
  },
  advice: {
    quantity: new RegExp(
      `\\b(?:(?:${NUMBERS})(?:e?s|fold|ish|some|odd)?|\\w+(?:teen|[tf]ie|hundred|thousand)(?:s|th|ths)|(?:fo?u?r|fif|six|seven|eigh|nin)(?:ty|teen)\\w*|half|halv\\w+|quarters?|thirds?|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)ths?|twice|thrice|couples?|dozens?|pairs?|(?:re)?(?:doubl|trebl|tripl|quadrupl|quintupl)\\w*|\\w+fold|per ?cent|turns? [ivxlcdm]+|(?:a|an|one|another|per|each|every|some|few|several)[ -](?:\\w+ )?(?:${UNITS}))\\b`,
    ),
    finite:
      /\b(?:is|are|was|were|am|been|has|have|had|did|does|\w+n['’]t|\w+['’](?:re|ve|ll|d|m)|(?:it|that|there|what|he|she)['’]s|went|came|got|made|lost|won|took|fell|leaned|leant|dropped|skied|turned|tipped|stood|sat|gained|improved|seems?|appears?|looks|shows|became?|becomes|remains?|tends?|lacks?|lags?|suffers?|count on)\b/,
    clauseBreak: /[.,;:!?()"“”]|\s[–—-]\s|\b(?:and|but|because|since|although|though|whereas)\b/,
    lead: words("first once then now next again always never not just also only please do still both"),
    verbs: words(`
      absorb aim angle angulate balance be bend breathe bring brush build bump carry catch change check choose close collapse
      commit connect continue control copy count cross differ dominate drag draw drive drop ease edge extend fade fall feel
      find finish flatten flex float flow fold follow gather get give glide go grip guide hang hit hold hop imagine
      improve increase initiate join jump keep kick land lean learn leave lengthen let lie lift link listen load lock look lose
      loosen maintain make march match move narrow open outperform pass pause pick pivot plant play point practise practice
      prepare press pressure pretend pull push put raise reach relax release repeat ride rise roll rotate run sag say see
      sense separate set shake shape shift shorten shout show shuffle sing sink sit skate ski skid slide slip snap soften
      squeeze stack stand start stay steer step stop stretch strike struggle swap sway sweep swing switch tail take tap
      think tilt tip touch trace trail train travel traverse trust try tuck turn twist unweight use vary wait walk watch
      weaken widen wobble work worsen`),
    phrase: words(`
      a an the each every all both no same new next last other outside inside one of in into on onto at to from for with
      without through across along over under between before after until above below against around behind beside up down
      forward towards together and or then front back side sides left right top bottom middle part line way
      body upper lower chest shoulder shoulders arm arms hand hands elbow elbows hip hips knee knees leg legs shin shins
      ankle ankles foot feet toe toes heel heels eye eyes nose head pole poles ski skis boot boots edge edges tail tails tip
      tips tongue tongues glove gloves gate gates brush brushes cone cones slope slopes hill fall rise snow course corridor
      lines apex switch turn turns run runs carve carves traverse traverses garlands railroad javelin slalom phantom stork
      drill lap laps lean angulation balance rhythm count beat time stance pressure press drive load weight skate hop hops step steps start finish practice
      easy flat gentle steep free skiing quiet soft smooth calm steady tall long short slow medium large small wide narrow
      linked full whole race level open closed relaxed unbuckled held silent together intensity speed rest word
      first once again slowly quickly gently smoothly early hip-width apart free other's`),
    inS: words(`
      this its yours theirs always towards forwards backwards downwards upwards sideways inwards outwards across less
      turns runs carves traverses garlands sides lines brushes cones gates skis poles boots edges tails tips tongues cuffs
      shoulders arms elbows wrists hands fingers fists hips thighs knees legs shins calves ankles feet toes heels soles eyes
      gloves sticks balls cups trees tracks trails bumps rolls rollers waves words steps hops laps drills exercises slopes
      hills others ones ways movements changes circles arcs angles muscles abs ribs sets starts feels moves points`),
    subordinate: words("while until till as when whenever before after if so to for like with without where"),
    pronouns: words(
      "you your yours they their he she we our i my it its this these those there who what which",
    ),
    subjects: words("you they he she we i"),
    comparing: words(`
      more less fewer least most better best worse worst than stronger strongest weaker weakest larger largest smaller
      smallest bigger biggest later latest earlier earliest sooner longer longest shorter shortest higher highest lower
      lowest faster fastest slower slowest quicker quickest wider narrower deeper shallower further farther cleaner smoother
      steadier rounder sharper easier harder heavier lighter straighter stiffer calmer quieter early late too enough`),
  },
};

export const VOCABULARIES: Record<FeedbackLanguage, Vocabulary> = { en: ENGLISH };
