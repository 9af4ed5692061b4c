package boards

// clientSession is the session that a client leads (METHOD §2.2, T4). The facilitator is neutral: they write nothing of their
// own, only what customers say, and are asked nothing.
var clientSession = Template{
	ID: "client-session", Title: "Client-led design session", Minutes: 93, Front: true, Level: "collaborate", Output: "commitments",
	UseWhen: "Customers should set the direction: they tell, choose and read back; the team listens first and commits last.",
	Credit:  "Participation levels by the International Association for Public Participation (IAP2); silent writing before talk as in 1-2-4-All by Lipmanowicz and McCandless.",
	Ground: []string{
		"One thought per note.",
		"Customers speak, write and choose first. Questions, no rebuttals.",
		"You may pass, leave, or take your words back at any time.",
		"Nothing is sold in this room.",
	},
	Zones: []ZoneTemplate{
		{Title: "What happens now", Prompt: "What happens today, step by step? Tell the last time it did.", Area: "now"},
		{Title: "What it costs us", Prompt: "What does it cost: time, money, nerves, customers of your own?", Area: "cost"},
		{Title: "What good looks like", Prompt: "How would a good day go? How would you notice?", Area: "good"},
		{Title: "Must not change", Prompt: "What works, and has to stay as it is?", Area: "keep"},
		{Title: "Ideas", Prompt: "How might we …? As many as you can, good and odd.", Area: "ideas"},
		{Title: "Commitments", Prompt: "What will the team do, who, and what is the first step?", Area: "commit"},
	},
	Phases: []PhaseTemplate{
		{
			Title: "Welcome", Prompt: "What is this about, how much say do you have, and what happens with the results?", Minutes: 5,
			Rules: rulesOf("all", "named", nobody, nobody), First: "any",
			Exit: "Everybody has read the ground rules and knows who is watching.",
		},
		{
			Title: "Energy check", Prompt: "One tap. Nobody sees whose it is.", Minutes: 3, Output: "energy",
			Rules: quietRules("hidden"), Ask: &Ask{Kind: "scale", Roles: guests}, Questions: []string{energy},
			Exit: "Everybody has answered or passed. If half are at 2 or below, offer a break or a shorter agenda.",
		},
		{
			Title: "Customer stories", Prompt: "Customers tell how it is. The team listens, writes down their words, and asks only for more.", Minutes: 10, Output: "notes",
			Rules: rulesOf("all", "named", customers, nobody), Listen: staff, Comment: []Role{Team}, First: "customer",
			Exit: "Every customer has told one story, or passed.",
		},
		{
			Title: "Private writing", Prompt: "One thought per note, in silence. Only you can read yours; at the reveal they come without names.", Minutes: 8, Output: "notes",
			Rules: rulesOf("own", "pseudonym", guests, nobody), Listen: []Role{Facilitator},
			Exit: "Everybody is ready, or nobody has typed for a minute.",
		},
		{
			Title: "Reveal", Prompt: "Read in silence. Customers speak first: questions only, no rebuttals.", Minutes: 10,
			Rules: rulesOf("all", "pseudonym", nobody, nobody), Comment: guests, First: "customer",
			Exit: "Nobody has a question left.",
		},
		{
			Title: "Cluster", Prompt: "The first half in silence: move together what belongs together. Then name each group with a sentence.", Minutes: 12, Output: "themes",
			Rules: rulesOf("all", "hidden", nobody, everyone),
			Exit:  "The notes have stopped moving, and every group has a name. Single notes may stay alone.",
		},
		{
			Title: "Dot vote", Prompt: "Give your dots to what matters most to you. From two voters on each side, customers' and team's dots are shown apart.", Minutes: 5, Output: "votes",
			Rules: quietRules("hidden"), Ask: &Ask{Kind: "dots", Of: "theme", Roles: guests},
			Exit: "Everybody has given their dots, or passed. A tie is voted on again among the first few.",
		},
		{
			Title: "Insights", Prompt: "In pairs: who needs what, and why? Link the notes that show it. Customers say whether it is right.", Minutes: 12, Output: "insights",
			Rules: openRules(guests, guests), Listen: []Role{Facilitator}, Comment: guests, First: "customer",
			Exit: "Each chosen group has a sentence that customers call right.",
		},
		{
			Title: "How might we", Prompt: "One question for each insight, then ideas in silence.", Minutes: 10, Output: "ideas",
			Zones: []string{"ideas"}, Rules: rulesOf("own", "hidden", guests, nobody), Listen: []Role{Facilitator},
			Exit: "Everybody is ready. If time is short, leave this step out.",
		},
		{
			Title: "Read-back", Prompt: "The client lead reads back what was heard and chosen. Correct it before anybody promises anything.", Minutes: 3, Output: "readback",
			Rules: rulesOf("all", "named", nobody, nobody), Comment: guests, First: "customer",
			Exit: "The client lead says: yes, that is what we said.",
		},
		{
			Title: "Commitments", Prompt: "The team says what it will do: who, the first step, by when, how you will hear. Or no, with the reason.", Minutes: 12, Output: "actions",
			Zones: []string{"commit"}, Rules: openRules([]Role{Team}, nobody), Listen: []Role{Facilitator}, Comment: guests, First: "team",
			Exit: "Each insight has an action with a name and a day, a no with its reason, or a day to look again.",
		},
		{
			Title: "Close", Prompt: "The client lead has the last word. One more tap, and the day you hear from us.", Minutes: 3, Output: "energy",
			Rules: quietRules("named"), Ask: &Ask{Kind: "scale", Roles: guests}, Questions: []string{"How do you leave this session?"}, First: "customer",
			Exit: "Everybody knows when they will hear from the team.",
		},
	},
}

const energy = "How much energy do you have for this session?"
