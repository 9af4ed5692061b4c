package boards

// A team looks after itself and its ways (METHOD T7 and T10).

var teamPulse = Template{
	ID: "team-pulse", Title: "Team pulse", Minutes: 15, Least: 5, TeamOnly: true, Output: "relief",
	UseWhen: "People who listen to customers all day should be asked how they are. No customers, no viewers, no names.",
	Credit:  "Three questions of our own. They are no clinical instrument.",
	Ground: []string{
		"Nobody is told apart: results are shown from five answers on.",
		"Nothing here leaves the team, and nothing is said of a person.",
		"You may pass.",
	},
	Zones: []ZoneTemplate{
		{Title: "Heavy", Prompt: "What weighs on you?", Area: "heavy"},
		{Title: "Light", Prompt: "What carries you?", Area: "light"},
		{Title: "What would help", Prompt: "What one thing would make next week easier?", Area: "help"},
	},
	Phases: []PhaseTemplate{
		{
			Title: "Taps", Prompt: "Three taps from 1, not at all, to 5, very much. Nobody sees whose they are.", Minutes: 2, Output: "energy",
			Rules: quietRules("hidden"), Ask: &Ask{Kind: "scale", Roles: staff},
			Questions: []string{
				"I have energy for customers this week.",
				"Contacts stay with me after work. (Here 1 is the good end.)",
				"I can get help when I need it.",
			},
			Exit: "Everybody has answered or passed.",
		},
		{
			Title: "Write", Prompt: "What is heavy, what is light, what would help? Only you can read yours until the reveal, and no name will be at it.", Minutes: 4, Output: "notes",
			Rules: rulesOf("own", "hidden", staff, nobody), Silent: true, Exit: "Everybody is ready.",
		},
		{
			Title: "Look", Prompt: "Look at it in silence. Nobody has to explain anything.", Minutes: 3,
			Rules: rulesOf("all", "hidden", nobody, nobody), Exit: "Everybody has read it.",
		},
		{
			Title: "One relief", Prompt: "Agree on one thing that makes next week easier. Who sees to it?", Minutes: 5, Output: "actions",
			Rules: rulesOf("all", "hidden", nobody, staff), Exit: "There is one action with a name and a day.",
		},
		{
			Title: "Close", Prompt: "Say one word, or pass. Thank you.", Minutes: 1,
			Rules: rulesOf("all", "hidden", nobody, nobody), Exit: "Everybody has spoken or passed.",
		},
	},
}

// retrospective follows the five phases of Derby and Larsen. The app opens it with what was promised last time.
var retrospective = Template{
	ID: "retrospective", Title: "Retrospective", Minutes: 55, Output: "changes",
	UseWhen: "A stretch of work is behind you, and the next one should go better: at most three changes, each with a name.",
	Credit:  "Five phases by Esther Derby and Diana Larsen, Agile Retrospectives (2006).",
	Ground: []string{
		"Everybody did what they could with what they knew then.",
		"One thought per note.",
		"You may pass at any time.",
	},
	Zones: []ZoneTemplate{
		{Title: "Went well", Prompt: "What went well, and should go on?", Area: "well"},
		{Title: "Was hard", Prompt: "What was hard, slow or annoying?", Area: "hard"},
		{Title: "Puzzles", Prompt: "What do you not understand yet?", Area: "puzzles"},
		{Title: "Thanks", Prompt: "Whom do you want to thank, and for what?", Area: "thanks"},
	},
	Phases: []PhaseTemplate{
		{
			Title: "Set the stage", Prompt: "Look at what was promised last time. Then one tap; nobody sees whose it is.", Minutes: 5, Output: "energy",
			Rules: quietRules("hidden"), Ask: &Ask{Kind: "scale", Roles: everyone}, Questions: []string{energy}, Exit: "Everybody has answered or passed.",
		},
		{
			Title: "Write", Prompt: "One thought per note. Only you can read yours until the reveal.", Minutes: 8, Output: "notes",
			Rules: rulesOf("own", "named", everyone, nobody), Exit: "Everybody is ready, or nobody has typed for a minute.",
		},
		{
			Title: "Reveal", Prompt: "Read in silence. Questions only, no rebuttals.", Minutes: 7,
			Rules: rulesOf("all", "named", nobody, nobody), Comment: everyone, First: "customer", Exit: "Nobody has a question left.",
		},
		{
			Title: "Sort", Prompt: "Move together what belongs together. What lies beneath it? Name each group with a sentence.", Minutes: 11, Output: "themes",
			Rules: openRules(nobody, everyone), Comment: everyone, Exit: "Every group has a name.",
		},
		{
			Title: "Choose", Prompt: "Give your dots to what you want to change. Nobody sees whose are whose.", Minutes: 4, Output: "votes",
			Rules: quietRules("named"), Ask: &Ask{Kind: "dots", Of: "theme", Roles: everyone}, Exit: "Everybody has given their dots, or passed.",
		},
		{
			Title: "Decide", Prompt: "At most three changes: who sees to each, and how will you know that it worked?", Minutes: 15, Output: "actions",
			Rules: openRules(everyone, everyone), Comment: everyone, Exit: "At most three actions, each with a name, a day and a measure.",
		},
		{
			Title: "Close", Prompt: "What was good about this hour? Say a word, or pass.", Minutes: 5, Output: "readback",
			Rules: openRules(everyone, everyone), Comment: everyone, Exit: "Everybody has spoken or passed.",
		},
	},
}
