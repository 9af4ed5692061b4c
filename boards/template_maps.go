package boards

// The maps of one kind of customer (METHOD §1.1, T1 and T2).

var empathyMap = Template{
	ID: "empathy-map", Title: "Empathy map", Minutes: 45, Front: true, Level: "involve", Ground: guidelines,
	UseWhen: "You want to see one kind of customer whole: what they say, think, do and feel.",
	Credit:  "The four quadrants follow the form published by the Nielsen Norman Group.",
	Zones: []ZoneTemplate{
		{Title: "Says", Prompt: "What words did they use? Quote them.", Area: "tl"},
		{Title: "Thinks", Prompt: "What occupies them? What makes us think so?", Area: "tr", Inferred: true},
		{Title: "Does", Prompt: "What did they do, and in which order?", Area: "bl"},
		{Title: "Feels", Prompt: "What did it feel like, and what set it off?", Area: "br", Inferred: true},
	},
	Phases: fiveSteps("One thought per note. Only you can read yours until the reveal.", 10, 8, 12, 5, 10),
}

var canvasZones = []ZoneTemplate{
	{Title: "Who", Prompt: "Who are we trying to understand? In what situation, in what role?", Area: "who"},
	{Title: "Need to do", Prompt: "What must they get done or decide, or do differently? How would we see it worked?", Area: "need"},
	{Title: "See", Prompt: "What is in front of them: surroundings, market, what others do, what they read and watch?", Area: "see"},
	{Title: "Say", Prompt: "What have we heard them say? Imagined lines are assumptions.", Area: "say"},
	{Title: "Do", Prompt: "What do they do today? What did we observe?", Area: "do"},
	{Title: "Hear", Prompt: "What do they hear from friends, from colleagues, second-hand?", Area: "hear"},
	{Title: "Pains", Prompt: "What do they fear? What frustrates or worries them?", Area: "pains", Inferred: true},
	{Title: "Gains", Prompt: "What do they want, need and hope for?", Area: "gains", Inferred: true},
	{Title: "Other motives", Prompt: "What else moves them, in thought or feeling?", Area: "other", Inferred: true},
}

const canvasCredit = "Empathy Map Canvas by Dave Gray, XPLANE, with Alexander Osterwalder (2017). The prompts here are our own."

var empathyCanvas = Template{
	ID: "empathy-map-canvas", Title: "Empathy Map Canvas", Minutes: 60, Front: true, Level: "involve", Ground: guidelines,
	UseWhen: "You have an hour and one person to understand: from their goal, around what they see and hear, into their head.",
	Credit:  canvasCredit,
	Zones:   canvasZones,
	Phases: fiveSteps("Begin with Who and Need to do, go round by See, Say, Do and Hear, and end inside the head. Only you can read yours until the reveal.",
		20, 8, 12, 5, 15),
}

// fiveSteps is the short agenda: Write, Reveal, Sort, Choose, Commit.
func fiveSteps(writing string, minutes ...int) []PhaseTemplate {
	return []PhaseTemplate{
		{
			Title: "Write", Prompt: writing, Minutes: minutes[0], Output: "notes",
			Rules: rulesOf("own", "named", everyone, nobody),
			Exit:  "Everybody is ready, or nobody has typed for a minute.",
		},
		{
			Title: "Reveal", Prompt: "Read in silence. Then customers speak first: questions only, no rebuttals.", Minutes: minutes[1],
			Rules: rulesOf("all", "named", nobody, nobody), Listen: staff, Comment: everyone, First: "customer",
			Exit: "Nobody has a question left.",
		},
		{
			Title: "Sort", Prompt: "In silence, move together what belongs together. Then name each group with a sentence.", Minutes: minutes[2], Output: "themes",
			Rules: openRules(nobody, everyone), Listen: staff,
			Exit: "The notes have stopped moving, and every group has a name. Single notes may stay alone.",
		},
		{
			Title: "Choose", Prompt: "Give your dots to the groups that matter most to you. Nobody sees whose are whose.", Minutes: minutes[3], Output: "votes",
			Rules: quietRules("named"), Ask: &Ask{Kind: "dots", Of: "theme", Roles: everyone},
			Exit: "Everybody has given their dots, or passed.",
		},
		{
			Title: "Commit", Prompt: "First the client lead reads back what was heard, and corrects it. Then the team says what it will do, who and by when, or declines with the reason.",
			Minutes: minutes[4], Output: "actions", Rules: openRules(everyone, everyone), Comment: everyone, First: "customer",
			Exit: "Each chosen group has an action with a name and a day, a no with its reason, or a day to look again.",
		},
	}
}

// canvasRound is the canvas as its authors lead through it: one zone after the other, clockwise.
var canvasRound = Template{
	ID: "empathy-map-round", Title: "Empathy Map Canvas, zone by zone", Minutes: 60, Level: "involve", Ground: guidelines,
	UseWhen: "A small group wants to talk its way round the canvas together, one zone at a time.",
	Credit:  canvasCredit,
	Zones:   canvasZones,
	Phases: []PhaseTemplate{
		round("Goal", "Who is it about, and what must they get done?", 8, "who", "need"),
		round("See", "What is in front of them?", 5, "see"),
		round("Say", "What have we heard them say?", 5, "say"),
		round("Do", "What do they do today?", 5, "do"),
		round("Hear", "What reaches them from others?", 5, "hear"),
		{
			Title: "Inside the head", Prompt: "Now pains, gains and other motives. Only you can read yours until the reveal.", Minutes: 10, Output: "notes",
			Zones: []string{"pains", "gains", "other"}, Rules: rulesOf("own", "named", everyone, nobody),
			Exit: "Everybody is ready.",
		},
		{
			Title: "Reveal and sort", Prompt: "Read in silence. Then move what belongs together.", Minutes: 10, Output: "themes",
			Rules: openRules(nobody, everyone), Listen: staff, Comment: everyone, First: "customer",
			Exit: "The notes have stopped moving, and every group has a name.",
		},
		{
			Title: "Insights", Prompt: "What does it mean, and for whom? Say it in a sentence, with the notes that show it.", Minutes: 8, Output: "insights",
			Rules: openRules(everyone, everyone), Comment: everyone, First: "customer",
			Exit: "Each large group has a sentence that customers call right.",
		},
		{
			Title: "Close", Prompt: "The client lead reads back what was heard. Then say what happens next, who and by when.", Minutes: 4, Output: "readback",
			Rules: openRules(everyone, everyone), Comment: everyone, First: "customer",
			Exit: "Everybody knows what happens next.",
		},
	},
}

func round(title, prompt string, minutes int, zones ...string) PhaseTemplate {
	return PhaseTemplate{
		Title: title, Prompt: prompt, Minutes: minutes, Zones: zones, Output: "notes",
		Rules: openRules(everyone, nobody), First: "customer", Exit: "Nobody adds anything new.",
	}
}
