package boards

// Templates lists the built-in templates, the ones offered first in front. Their words are in the app's own dictionary of
// built-in texts, too, which translates them.
var Templates = []Template{
	empathyMap, empathyCanvas, clientSession,
	journey, betaWall, ideas, impactEffort, retrospective, crisisPlaybook, crisisDebrief, teamPulse, canvasRound,
}

// Who writes, moves and answers, where a template does not say otherwise. The facilitator is one of the team, but in a
// session that a client leads, where they are neutral.
var (
	nobody    = []Role{}
	everyone  = []Role{Facilitator, Team, Client}
	staff     = []Role{Facilitator, Team}
	guests    = []Role{Team, Client}
	customers = []Role{Client}
)

// rulesOf are a phase's rules in which authors and hands are shown alike: where it hides who wrote what, or what is written,
// nobody sees anybody at work (METHOD §2.2).
func rulesOf(see, authors string, write, move []Role) map[string]any {
	rules := map[string]any{"write": anys(write), "edit": "own", "move": anys(move), "see": see, "authors": authors, "presence": "cursors"}
	if see == "own" || authors != "named" {
		rules["presence"] = "none"
	}
	return rules
}

// openRules are those of a phase in which everybody sees everything, and notes of the team are everybody's to mend.
func openRules(write, move []Role) map[string]any {
	rules := rulesOf("all", "named", write, move)
	rules["edit"] = "all"
	return rules
}

// quietRules are those of a phase that asks: nobody sees where the others' hands are.
func quietRules(authors string) map[string]any {
	rules := rulesOf("all", authors, nobody, nobody)
	rules["presence"] = "none"
	return rules
}

// guidelines are the ground rules of a room with customers.
var guidelines = []string{
	"One thought per note.",
	"Customers speak first. Questions, no rebuttals.",
	"You may pass, leave, or take your words back at any time.",
}
