package config

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alecthomas/kong"
)

// Command is what the command line asks for.
type Command struct {
	Name   string // "serve", "export", "import", "backup", "restore", "health", "config", "bench" or "version"; "help" if help was asked for and has been printed
	Config Config
	Export Export
	Import Import
	Bench  Bench
	File   string // of backup and restore
}

// Export is what "feltboard export" asks for.
type Export struct {
	Board          string   // the board's id
	Format         string   // whom it is for
	Actions        []string // ids; none is all
	Theme, Persona string   // ids; "" is all
	As, Type       string   // a form of Backlog.md, a work item type of Azure DevOps
	Start          int      // the number of the first task
	Since          int64    // milliseconds since 1970 UTC; 0 is all
	Raw            bool     // CSV for machines
	Out            string   // a file, a folder, or "" and "-" for standard output
}

// Import is what "feltboard import" asks for.
type Import struct {
	Board           string // the board's id
	Path            string // Backlog.md files to read statuses back from: a folder or a zip; "" reads notes
	Notes           string // a file of notes for the tray; "-" is standard input
	Format          string // how it is written; "" is as it looks
	Source, Consent string // of rows that name none
	Preview         bool   // only say what would come in
}

// Bench is what "feltboard bench" asks for; package bench says what the numbers may be.
type Bench struct {
	Only     []string // workloads; none is all
	Clients  []int    // participants of workload A, one measurement each
	Seconds  int      // of a measurement
	Runs     int      // rounds
	JSON     bool     // instead of tables
	Markdown bool     // instead of tables
	Raw      string   // be that raw server instead
	Memory   bool     // be a server whose boards are in memory instead
}

type commands struct {
	Serve struct {
		settings
		LAN       bool `env:"FELTBOARD_LAN" name:"lan" help:"A trial in one room: let phones in this network reach it, over plain HTTP."`
		Demo      bool `env:"FELTBOARD_DEMO" help:"Make a demo board at the first start."`
		OwnerLink bool `env:"FELTBOARD_OWNER_LINK" name:"owner-link" help:"Print a link that signs the owner in again, once, whatever password or provider they have lost."`
	} `cmd:"" default:"withargs" help:"Serve boards (the default)."`
	Export struct {
		place
		ID      string   `arg:"" optional:"" name:"board" help:"The board."`
		Board   string   `placeholder:"ID" help:"The same."`
		Format  string   `default:"backlog" enum:"backlog,markdown,github,gitlab,jira,linear,azure,gitea,obsidian,csv,json,report" help:"${enum} (${default})."`
		Action  []string `placeholder:"ID" help:"Only these actions (all)."`
		Theme   string   `placeholder:"ID" help:"Only actions that rest on this theme."`
		Persona string   `placeholder:"ID" help:"Only actions for this persona."`
		Since   string   `placeholder:"TIME" help:"Only what has changed since then, as in 2026-11-21T10:00:00Z."`
		As      string   `default:"draft" enum:"draft,task" help:"Of Backlog.md: ${enum} (${default})."`
		Start   int      `placeholder:"N" help:"Of Backlog.md: the number of the first task."`
		Type    string   `placeholder:"NAME" help:"Of Azure DevOps: the work item type (Issue)."`
		Raw     bool     `help:"Of CSV: no apostrophe before what a spreadsheet would run; for machines only."`
		To      string   `placeholder:"FOLDER" help:"Write into a folder. What somebody has changed in it is shown, and left as it is."`
		Out     string   `placeholder:"PATH" help:"A file, or a folder as with --to (standard output)."`
	} `cmd:"" help:"Write a board's actions as files for another tool."`
	Import struct {
		place
		Board   string `arg:"" help:"The board."`
		Path    string `arg:"" optional:"" help:"A folder or zip of Backlog.md files: status and ticks of the board's actions are read back from it."`
		Notes   string `placeholder:"FILE" help:"Interview notes, tickets or survey answers (CSV, Markdown, JSON; - is standard input) for the board's tray."`
		Format  string `enum:",csv,markdown,json" default:"" placeholder:"FORMAT" help:"csv, markdown or json (as the file looks)."`
		Source  string `default:"other" enum:"interview,support-ticket,survey,analytics,other" help:"Of rows that name none: ${enum} (${default})."`
		Consent string `default:"room" enum:"room,paraphrase,quote" help:"Of rows that name none: ${enum} (${default})."`
		Preview bool   `help:"Only say what would come in."`
	} `cmd:"" help:"Read statuses back from Backlog.md files, or bring notes into a board's tray. With a data folder, stop the server first."`
	Backup struct {
		place
		File string `arg:"" help:"Write it here; what is there is replaced once the new one is whole."`
	} `cmd:"" help:"Copy everything into one file, while servers go on, and read it again as a whole."`
	Restore struct {
		place
		File string `arg:"" help:"A file that backup wrote."`
	} `cmd:"" help:"Put a backup in the place of what is there, which is kept. With a data folder, stop the server first."`
	Health struct {
		place
		door
	} `cmd:"" help:"Ask the server on this machine whether it is ready; exit code 1 and what is wrong if it is not."`
	Config struct {
		settings
		LAN  bool `env:"FELTBOARD_LAN" name:"lan" hidden:""`
		Demo bool `env:"FELTBOARD_DEMO" hidden:""`
	} `cmd:"" help:"Print the settings in force, without secrets."`
	Bench struct {
		Only     []string `placeholder:"A" help:"Workloads: A fan-out, B saturation, C idle connections, D cold join, E many boards, F durability, H cursors, S a session, T suggested themes, X two nodes (all)."`
		Clients  []int    `default:"10,50,200,500" placeholder:"N" help:"Participants of workload A, one measurement each (${default})."`
		Seconds  int      `default:"3" placeholder:"N" help:"Length of a measurement (${default})."`
		Runs     int      `default:"3" placeholder:"N" help:"Rounds, of which the medians count (${default})."`
		JSON     bool     `name:"json" xor:"format" help:"Write JSON."`
		Markdown bool     `xor:"format" help:"Write Markdown, as in the README."`
		Raw      string   `hidden:"" help:"Be a raw server."`
		Memory   bool     `hidden:"" help:"Be a server whose boards are in memory and end with it."`
	} `cmd:"" help:"Measure latency, CPU and memory beside servers without logic, on this machine."`
	Version struct{} `cmd:"" help:"Print the version."`
}

type exited int

// Load reads arguments (without the program's name) and the environment. Help goes to out. The error is Problems, or
// says what is wrong with the command line.
func Load(args []string, out io.Writer) (cmd Command, err error) {
	var c commands
	parser, err := kong.New(&c,
		kong.Name("feltboard"),
		kong.Description("Empathy maps that teams and their customers build together, live."),
		kong.Writers(out, out),
		kong.ExplicitGroups([]kong.Group{{Key: "limits", Title: "Limits:"}}),
		kong.Exit(func(code int) { panic(exited(code)) }))
	if err != nil {
		return Command{}, fmt.Errorf("describe the command line: %w", err)
	}
	defer func() { // kong leaves this way once it has printed help
		switch v := recover().(type) {
		case nil:
		case exited:
			cmd, err = Command{Name: "help"}, nil
		default:
			panic(v)
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		return Command{}, fmt.Errorf("%w (feltboard --help lists what there is)", err)
	}
	cmd.Name = parsed.Selected().Name
	switch cmd.Name {
	case "serve":
		cmd.Config, err = c.Serve.settings.check(c.Serve.LAN)
		cmd.Config.Demo, cmd.Config.OwnerLink = c.Serve.Demo, c.Serve.OwnerLink
	case "export":
		cmd.Config, err = c.Export.place.check()
		if err == nil {
			cmd.Export, err = c.exported()
		}
	case "import":
		cmd.Config, err = c.Import.place.check()
		i := c.Import
		if err == nil && (i.Path == "") == (i.Notes == "") {
			err = errors.New("name a folder to read statuses from, or --notes FILE, and not both")
		}
		cmd.Import = Import{Board: i.Board, Path: i.Path, Notes: i.Notes, Format: i.Format, Source: i.Source, Consent: i.Consent, Preview: i.Preview}
	case "backup":
		cmd.Config, err = c.Backup.place.check()
		cmd.File = c.Backup.File
	case "restore":
		cmd.Config, err = c.Restore.place.check()
		cmd.File = c.Restore.File
	case "health":
		cmd.Config, err = c.Health.door.check(c.Health.place)
	case "bench":
		cmd.Bench = Bench(c.Bench)
	case "config":
		cmd.Config, err = c.Config.settings.check(c.Config.LAN)
		cmd.Config.Demo = c.Config.Demo
	}
	return cmd, err
}

// exported reads what an export is to hold.
func (c commands) exported() (Export, error) {
	e := c.Export
	out := Export{
		Board: cmp.Or(e.ID, e.Board), Format: e.Format, Actions: e.Action, Theme: e.Theme, Persona: e.Persona, As: e.As, Type: e.Type,
		Start: e.Start, Raw: e.Raw, Out: cmp.Or(e.To, e.Out),
	}
	if out.Board == "" {
		return out, errors.New("name the board: feltboard export BOARD")
	}
	if e.To != "" {
		if info, err := os.Stat(e.To); err != nil || !info.IsDir() {
			return out, fmt.Errorf("--to %s: there is no such folder", e.To)
		}
	}
	if e.Since != "" {
		t, err := time.Parse(time.RFC3339, e.Since)
		if err != nil {
			return out, fmt.Errorf("--since %s: a time looks like 2026-11-21T10:00:00Z", e.Since)
		}
		out.Since = t.UnixMilli()
	}
	return out, nil
}
