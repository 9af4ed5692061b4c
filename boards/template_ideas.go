package boards

// From what was understood to what could be done (METHOD T8 and T9).

var ideas = Template{
	ID: "how-might-we", Title: "How might we → ideas", Minutes: 45, Level: "involve", Output: "shortlist", Ground: guidelines,
	UseWhen: "You have an insight and want many ways to answer it, from four to twelve people, before you fall for one.",
	Credit:  "“How might we” goes back to Min Basadur; silent rounds follow the brainwriting of Bernd Rohrbach.",
	Zones: []ZoneTemplate{
		{Title: "Insight", Prompt: "What did we learn, and from whom?", Area: "insight"},
		{Title: "How might we", Prompt: "How might we …? Open enough for many answers, with no answer inside.", Area: "hmw"},
		{Title: "Ideas", Prompt: "One idea per note. Odd ones are welcome.", Area: "ideas"},
		{Title: "Shortlist", Prompt: "Which ideas go on, and what is the first test of each?", Area: "shortlist"},
	},
	Phases: []PhaseTemplate{
		{
			Title: "Read the insight", Prompt: "Read it aloud, with the words it comes from. Customers say whether it is right.", Minutes: 3,
			Zones: []string{"insight"}, Rules: openRules(everyone, nobody), First: "customer", Exit: "Everybody could say it in their own words.",
		},
		{
			Title: "Questions", Prompt: "Write “How might we …?” questions. Only you can read yours until the reveal.", Minutes: 8, Output: "ideas",
			Zones: []string{"hmw"}, Rules: rulesOf("own", "hidden", everyone, nobody), Exit: "Everybody is ready.",
		},
		{
			Title: "Group", Prompt: "Move together what asks the same.", Minutes: 3, Output: "themes",
			Rules: rulesOf("all", "hidden", nobody, everyone), Comment: everyone, First: "customer", Exit: "Every group has a name.",
		},
		{
			Title: "Choose questions", Prompt: "Give your dots to the questions worth an answer.", Minutes: 3, Output: "votes",
			Rules: quietRules("hidden"), Ask: &Ask{Kind: "dots", Of: "theme", Roles: everyone}, Exit: "Two to five questions stand out.",
		},
		silentRound("Ideas, round 1", "The first that come to mind, in silence. Only you can read yours."),
		silentRound("Ideas, round 2", "Now others: turn one round, or make it ten times as large."),
		silentRound("Ideas, round 3", "The last ones: what would nobody expect from us?"),
		{
			Title: "Reveal", Prompt: "Read in silence. Questions only: nothing is judged yet.", Minutes: 6,
			Rules: rulesOf("all", "hidden", nobody, everyone), Comment: everyone, First: "customer", Exit: "Nobody has a question left.",
		},
		{
			Title: "Choose ideas", Prompt: "Give your dots to the ideas you would try.", Minutes: 4, Output: "votes",
			Zones: []string{"ideas"}, Rules: quietRules("hidden"), Ask: &Ask{Kind: "dots", Of: "note", Roles: everyone}, Exit: "Everybody has given their dots, or passed.",
		},
		{
			Title: "First tests", Prompt: "Move the chosen ideas to the shortlist. What is the smallest test of each, who does it, by when?", Minutes: 6, Output: "actions",
			Zones: []string{"shortlist"}, Rules: openRules(everyone, everyone), Comment: everyone, First: "customer", Exit: "Every idea on the shortlist has a test with a name and a day.",
		},
	},
}

func silentRound(title, prompt string) PhaseTemplate {
	return PhaseTemplate{
		Title: title, Prompt: prompt, Minutes: 4, Output: "ideas", Zones: []string{"ideas"},
		Rules: rulesOf("own", "hidden", everyone, nobody), Exit: "The time is up, or everybody is ready.",
	}
}

// impactEffort has one zone, a plane; where a note lies is its score, which is settled together.
var impactEffort = Template{
	ID: "impact-effort", Title: "Impact and effort", Minutes: 30, Level: "involve", Output: "matrix", Ground: guidelines,
	UseWhen: "There is more to do than time: customers say what it would change for them, the team what it would take.",
	Credit:  "The 2×2 of impact and effort is common property of many methods; the split by side is ours.",
	Zones: []ZoneTemplate{
		{Title: "Candidates", Prompt: "What could be done for the objective? One thing per note.", Area: "plane", Kind: "plane"},
	},
	Phases: []PhaseTemplate{
		{
			Title: "List", Prompt: "Name the one objective. Then put down what could be done for it, one thing per note.", Minutes: 5, Output: "notes",
			Rules: openRules(everyone, nobody), First: "customer", Exit: "At most a dozen candidates are left.",
		},
		{
			Title: "Anchors", Prompt: "Agree on one candidate with a lot of impact and on one with little effort, to measure the others by.", Minutes: 3,
			Rules: openRules(nobody, nobody), Comment: everyone, First: "customer", Exit: "Two anchors are agreed on.",
		},
		{
			Title: "Place", Prompt: "Customers set the impact, the team sets the effort, each for themselves. Only you can see yours.", Minutes: 6, Output: "scores",
			Rules: quietRules("named"), Ask: &Ask{Kind: "place", Of: "note", Roles: everyone, Split: true}, Exit: "Everybody has placed every candidate, or passed.",
		},
		{
			Title: "Reveal the spread", Prompt: "Where do you differ most? Those who are furthest apart explain, customers first.", Minutes: 6,
			Rules: openRules(nobody, nobody), Comment: everyone, First: "customer", Exit: "The widest differences have been talked about.",
		},
		{
			Title: "Settle", Prompt: "Settle on one place for each: quick wins, big bets, fill-ins, money pit.", Minutes: 6, Output: "scores",
			Rules: openRules(nobody, everyone), Comment: everyone, First: "customer", Exit: "Every candidate has its place.",
		},
		{
			Title: "Owners", Prompt: "Who takes on which, and by when? What is left out, and why?", Minutes: 4, Output: "actions",
			Rules: openRules(nobody, everyone), Comment: everyone, First: "team", Exit: "Every quick win has a name and a day.",
		},
	},
}
