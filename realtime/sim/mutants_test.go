package sim

import "feltboard/realtime"

// Mutant is a deliberate fault that a run must notice.
type Mutant struct {
	Name    string
	Faults  realtime.Faults
	Deaf    bool   // the fault is the clients'
	Hoards  bool   // the fault is the journal's: it redacts nothing
	Between bool   // the fault is between nodes: there are three
	Breaks  string // the invariant that must be seen to break
}

// Mutants has at least one for each invariant the simulation checks.
var Mutants = []Mutant{
	{Name: "a decided mutation is admitted again", Faults: realtime.Faults{DoubleCommit: true}, Breaks: "I-3"},
	{Name: "frames get lost on the way out", Faults: realtime.Faults{LoseFrames: true}, Breaks: "I-4"},
	{Name: "a join gets an old snapshot", Faults: realtime.Faults{StaleSnapshot: true}, Breaks: "I-4"},
	{Name: "a token outlives a change of visibility", Faults: realtime.Faults{TrustToken: true}, Breaks: "I-4"},
	{Name: "acknowledged before it is on disk", Faults: realtime.Faults{EarlyAck: true}, Breaks: "I-5"},
	{Name: "what could not be committed stays in memory", Faults: realtime.Faults{KeepFailed: true}, Breaks: "I-4"},
	{Name: "private notes go to everybody", Faults: realtime.Faults{LeakOwn: true}, Breaks: "I-7"},
	{Name: "hidden entries leave a trace in the frames", Faults: realtime.Faults{CountHidden: true}, Breaks: "I-7"},
	{Name: "a gap in what another node said is not noticed", Faults: realtime.Faults{IgnoreGap: true}, Between: true, Breaks: "I-6"},
	{Name: "a welcome does not ask what other nodes committed", Faults: realtime.Faults{StaleWelcome: true}, Between: true, Breaks: "I-3"},
	{Name: "nodes tell each other who is at what without asking who may know", Faults: realtime.Faults{TrustNodes: true}, Between: true, Breaks: "I-7"},
	{Name: "a client does not hear of its own part", Deaf: true, Breaks: "I-6"},
}
