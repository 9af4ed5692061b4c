package boards

// What to do before and after a crisis (METHOD §2.3, T6).

var crisisPlaybook = Template{
	ID: "crisis-playbook", Title: "Crisis playbook", Minutes: 60, Level: "collaborate", Output: "checklist",
	UseWhen: "Nothing is on fire yet: agree who does what, who hears it first, and what staff may give without asking.",
	Credit:  "Our own arrangement of what public incident playbooks have in common.",
	Ground:  []string{"One step per note, as an order: who does what.", "No blame for what went wrong before.", "You may pass at any time."},
	Zones: []ZoneTemplate{
		{Title: "Triggers and severity", Prompt: "What tells us that it has begun? How bad is it?", Area: "triggers"},
		{Title: "Roles", Prompt: "Who leads, who tells, who writes down, who talks to customers?", Area: "roles"},
		{Title: "First 15 minutes", Prompt: "What happens first, in which order?", Area: "first"},
		{Title: "What we say when", Prompt: "Acknowledge, update, resolved: which words, and when is the next update?", Area: "say"},
		{Title: "Who must hear it", Prompt: "Who must hear it, by which way, in which order?", Area: "hear"},
		{Title: "Remedies staff may give", Prompt: "What may staff give without asking, and up to which limit?", Area: "remedies"},
		{Title: "Escalation", Prompt: "When does it go further up, and to whom?", Area: "escalate"},
	},
	Phases: []PhaseTemplate{
		{
			Title: "Frame", Prompt: "Which kind of crisis is this for, and who will read it?", Minutes: 3,
			Rules: rulesOf("all", "named", nobody, nobody), Exit: "Everybody could say what this is for.",
		},
		{
			Title: "Scenario", Prompt: "Tell one bad day as it could happen, hour by hour. Customers say what they would need.", Minutes: 8, Output: "notes",
			Rules: openRules(everyone, nobody), First: "customer", Exit: "Everybody sees the same day.",
		},
		{
			Title: "Private writing", Prompt: "What has to be in the playbook? One step per note. Only you can read yours until the reveal.", Minutes: 12, Output: "notes",
			Rules: rulesOf("own", "named", everyone, nobody), Exit: "Everybody is ready.",
		},
		{
			Title: "Reveal and merge", Prompt: "Read in silence. Then put together what is the same, and in order what follows.", Minutes: 12,
			Rules: openRules(everyone, everyone), Comment: everyone, First: "customer", Exit: "Each zone reads from top to bottom.",
		},
		{
			Title: "Walk through", Prompt: "Walk the bad day through the playbook. Where does it stop? Write down every gap.", Minutes: 15, Output: "notes",
			Rules: openRules(everyone, everyone), Comment: everyone, Exit: "The day has been walked to its end.",
		},
		{
			Title: "Owners", Prompt: "Who looks after each part, and when is it tried out?", Minutes: 10, Output: "actions",
			Rules: openRules(everyone, everyone), Comment: everyone, First: "team", Exit: "Every part has a name and a day.",
		},
	},
}

var crisisDebrief = Template{
	ID: "crisis-debrief", Title: "Crisis debrief", Minutes: 60, Level: "involve", Output: "followups",
	UseWhen: "It is over: learn from it without blame, in the words of those it hit, and keep what was promised.",
	Credit:  "Prime directive by Norman L. Kerth; blameless reviews as site reliability engineers practise them.",
	Ground: []string{
		"Everybody did what they could with what they knew then.",
		"Customers speak first. Questions, no rebuttals.",
		"You may pass, leave, or take your words back at any time.",
	},
	Zones: []ZoneTemplate{
		{Title: "Timeline", Prompt: "What happened when? Begin with the time.", Area: "timeline"},
		{Title: "Impact on customers", Prompt: "What did it do to them, in their own words?", Area: "impact"},
		{Title: "What helped", Prompt: "What helped, or kept it from getting worse?", Area: "helped"},
		{Title: "What hurt", Prompt: "What made it worse or slower?", Area: "hurt"},
		{Title: "Lucky", Prompt: "Where were we lucky?", Area: "lucky"},
		{Title: "Promises", Prompt: "What was promised, to whom? Was it kept?", Area: "promises"},
		{Title: "Follow-ups", Prompt: "What must change, so that it cannot happen this way again?", Area: "follow"},
	},
	Phases: []PhaseTemplate{
		{
			Title: "Prime directive", Prompt: "Everybody did the best they could with what they knew. Is that said and meant?", Minutes: 3,
			Rules: rulesOf("all", "named", nobody, nobody), Exit: "Everybody agrees to it.",
		},
		{
			Title: "Timeline", Prompt: "Put down what happened, each note with its time. Facts, no reasons yet.", Minutes: 12, Output: "notes",
			Zones: []string{"timeline"}, Rules: openRules(everyone, everyone), First: "customer", Exit: "Nobody misses anything from the timeline.",
		},
		{
			Title: "Private writing", Prompt: "What did it do, what helped, what hurt, where were we lucky? Only you can read yours until the reveal.", Minutes: 8, Output: "notes",
			Zones: []string{"impact", "helped", "hurt", "lucky", "promises"}, Rules: rulesOf("own", "pseudonym", everyone, nobody), Exit: "Everybody is ready.",
		},
		{
			Title: "Reveal", Prompt: "Read in silence. Customers speak first: questions only, no rebuttals.", Minutes: 8,
			Rules: rulesOf("all", "pseudonym", nobody, nobody), Listen: staff, Comment: everyone, First: "customer", Exit: "Nobody has a question left.",
		},
		{
			Title: "Causes", Prompt: "Move together what belongs together. Ask how it could happen, not who did it.", Minutes: 10, Output: "insights",
			Rules: rulesOf("all", "hidden", nobody, everyone), Comment: everyone, Exit: "Each cause is a sentence without a name in it.",
		},
		{
			Title: "Actions", Prompt: "What changes, who sees to it, by when, and who is told?", Minutes: 14, Output: "actions",
			Zones: []string{"follow"}, Rules: openRules(everyone, everyone), Comment: everyone, First: "customer", Exit: "Every cause has an action with a name and a day, or a no with its reason.",
		},
		{
			Title: "Care check", Prompt: "It was a lot. One tap; nobody sees whose it is. Then say whom you can turn to.", Minutes: 5, Output: "energy",
			Rules: quietRules("hidden"), Ask: &Ask{Kind: "scale", Roles: everyone}, Questions: []string{"How are you after all this?"},
			Exit: "Everybody has answered or passed, and knows whom to turn to.",
		},
	},
}
