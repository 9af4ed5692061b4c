package boards

// betaWall gathers feedback for days or weeks, from people who are never in one room (METHOD T5). Writing never stops.
var betaWall = Template{
	ID: "beta-wall", Title: "Beta-feedback wall", Minutes: 60, Level: "consult", Output: "triage", Context: true,
	UseWhen: "Ten to fifty people try something new for days or weeks, and write when it happens to them.",
	Credit:  "Our own arrangement of what closed beta tests commonly ask for.",
	Ground: []string{
		"One thing per note, with the build and what you were doing.",
		"There are no stupid reports.",
		"You may take your words back at any time.",
	},
	Zones: []ZoneTemplate{
		{Title: "Worked", Prompt: "What worked well, and should stay?", Area: "worked"},
		{Title: "Confused me", Prompt: "Where did you stop and wonder?", Area: "confused"},
		{Title: "Broke", Prompt: "What broke? What did you expect instead?", Area: "broke"},
		{Title: "Missing", Prompt: "What did you look for and not find?", Area: "missing"},
		{Title: "Would make me stop using it", Prompt: "What is bad enough to leave for?", Area: "stop"},
	},
	Phases: []PhaseTemplate{
		{
			Title: "Collect", Prompt: "Write when it happens: what you did, on which build, and how bad it was.", Output: "notes", Silent: true,
			Rules: rulesOf("all", "named", everyone, nobody), Comment: everyone,
			Exit: "A week has passed, or there is enough to look at.",
		},
		{
			Title: "Weekly triage", Prompt: "The team sets the severity and puts the same reports together. No conclusions yet.", Minutes: 20,
			Rules: openRules(everyone, staff), Comment: everyone,
			Exit: "Every new report has a severity. Draw conclusions only from about fifty reports on.",
		},
		{
			Title: "Group", Prompt: "Every two weeks: move together what belongs together, and name each group with a sentence.", Minutes: 15, Output: "themes",
			Rules: openRules(everyone, everyone), Comment: everyone,
			Exit: "Every group has a name.",
		},
		{
			Title: "Choose", Prompt: "Give your dots to the groups that trouble you most. Nobody sees whose are whose.", Output: "votes", Silent: true,
			Rules: rulesOf("all", "named", everyone, nobody), Ask: &Ask{Kind: "dots", Of: "theme", Roles: guests}, Comment: everyone,
			Exit: "Everybody had a day to give their dots.",
		},
		{
			Title: "Decide", Prompt: "The team says what it will fix, who and by when, or declines with the reason.", Minutes: 15, Output: "actions",
			Rules: openRules(everyone, staff), Comment: everyone,
			Exit: "Each chosen group has a fix with a name and a day, or a no with its reason.",
		},
		{
			Title: "You said, we did", Prompt: "Here is what became of it. Tell us whether it helped, and go on writing.", Minutes: 10, Output: "readback", Silent: true,
			Rules: openRules(everyone, nobody), Comment: everyone, First: "team",
			Exit: "Everybody who reported something has heard what became of it.",
		},
	},
}
