package boards

import "strconv"

// journey is the customer journey with the curve of what each step feels like (METHOD T3): columns are its steps, rows what
// is asked of each.
var journey = Template{
	ID: "customer-journey", Title: "Customer journey with emotion curve", Minutes: 75, Level: "involve", Output: "journey", Ground: guidelines,
	UseWhen: "You want to follow one customer from first hearing of you to the end, and find where it hurts most.",
	Credit:  "Journey maps as described by the Nielsen Norman Group: actor, scenario, phases, actions, emotions, opportunities.",
	Zones:   grid([]string{"Discover", "Decide", "Start", "Use", "Get help", "Leave or renew"}, journeyRows),
	Phases: []PhaseTemplate{
		{
			Title: "Frame", Prompt: "Who is on this journey, what do they want, and what do they expect?", Minutes: 5,
			Rules: rulesOf("all", "named", nobody, nobody), First: "customer",
			Exit: "Everybody could say in a sentence whose journey it is.",
		},
		{
			Title: "Steps", Prompt: "Are these the steps? Rename, add or leave out columns until customers call them theirs.", Minutes: 5,
			Rules: rulesOf("all", "named", nobody, nobody), Comment: everyone, First: "customer",
			Exit: "Customers call the steps theirs.",
		},
		{
			Title: "Points and notes", Prompt: "Set one point for each step: how does it feel, from −2 to +2? Then write why. Only you can see yours.", Minutes: 15, Output: "curve",
			Zones: []string{"doing", "thinking", "touch", "pain"}, Rules: rulesOf("own", "named", everyone, nobody),
			Ask:  &Ask{Kind: "curve", Of: "zone", Roles: customers},
			Exit: "Every customer has set their points.",
		},
		{
			Title: "Reveal the curve", Prompt: "Look at the curve: where is it lowest, and where do you disagree? Customers speak first.", Minutes: 8,
			Rules: rulesOf("all", "named", nobody, nobody), Listen: staff, Comment: everyone, First: "customer",
			Exit: "The lowest step is agreed on.",
		},
		{
			Title: "Story of the lowest step", Prompt: "Customers tell what happens there. The team writes down their words.", Minutes: 12, Output: "notes",
			Rules: rulesOf("all", "named", customers, nobody), Listen: staff, Comment: []Role{Team}, First: "customer",
			Exit: "Every customer who wants to has told their story.",
		},
		{
			Title: "Sort", Prompt: "In silence, move together what belongs together. Then name each group with a sentence.", Minutes: 10, Output: "themes",
			Rules: openRules(nobody, everyone), Listen: staff,
			Exit: "The notes have stopped moving, and every group has a name.",
		},
		{
			Title: "Opportunities", Prompt: "What could be better at this step, who would own it, and how would we measure it?", Minutes: 7, Output: "ideas",
			Zones: []string{"chance"}, Rules: openRules(everyone, everyone), First: "customer",
			Exit: "The lowest steps have an opportunity each.",
		},
		{
			Title: "Choose", Prompt: "Give your dots to the opportunities that would help most. Nobody sees whose are whose.", Minutes: 5, Output: "votes",
			Zones: []string{"chance"}, Rules: quietRules("named"), Ask: &Ask{Kind: "dots", Of: "note", Roles: everyone},
			Exit: "Everybody has given their dots, or passed.",
		},
		{
			Title: "Commit", Prompt: "The client lead reads back. Then the team says what it will do, who and by when, or declines with the reason.", Minutes: 8, Output: "actions",
			Rules: openRules(everyone, everyone), Comment: everyone, First: "customer",
			Exit: "Each chosen opportunity has an action with a name and a day, or a no with its reason.",
		},
	},
}

var journeyRows = []ZoneTemplate{
	{Title: "Doing", Prompt: "What do you do at this step?", Area: "doing"},
	{Title: "Thinking", Prompt: "What goes through your head?", Area: "thinking"},
	{Title: "Touchpoint", Prompt: "Where do you meet us: page, shop, letter, person?", Area: "touch"},
	{Title: "Pain", Prompt: "What gets in the way?", Area: "pain"},
	{Title: "Opportunity", Prompt: "What could be better, who would own it, how would we measure it?", Area: "chance"},
}

// grid is the zones of a table: a column for each title, and for each row a cell in it.
func grid(columns []string, rows []ZoneTemplate) []ZoneTemplate {
	var all []ZoneTemplate
	for i, title := range columns {
		column := ZoneTemplate{Title: title, Area: "c" + strconv.Itoa(i+1), Kind: "column"}
		all = append(all, column)
		for _, cell := range rows {
			cell.Column = column.Area
			all = append(all, cell)
		}
	}
	return all
}
