package httpapi

import (
	"context"
	"net/http"
	"time"

	"feltboard/boards"
	"feltboard/export/intake"
	"feltboard/server/internal/accounts"
	"feltboard/server/internal/config"

	"github.com/danielgtaylor/huma/v2"
)

// limitsBody tells every bound there is: those that are settings, and those that are not. Where something is "a minute" or in "ten
// minutes", as many are had at once, and come back evenly.
type limitsBody struct {
	config.Limits

	// What a board holds.
	RequestBytes int            `json:"request_bytes"`
	NoteText     int            `json:"note_text" doc:"Characters of a note."`
	Line         int            `json:"line" doc:"Characters of most other fields."`
	Name         int            `json:"name" doc:"Characters of a person's name, as people count them."`
	Email        int            `json:"email" doc:"Characters of an e-mail address."`
	Lengths      map[string]int `json:"lengths" doc:"Characters of each text field of a board's records, as in board.title."`
	Ops          int            `json:"ops" doc:"Steps of one mutation."`
	Records      int            `json:"records" doc:"Records of one board, deleted ones included."`
	RecordsOf    map[string]int `json:"records_of" doc:"The same, by type."`
	BoardBytes   int            `json:"board_bytes" doc:"Bytes of one board's records."`
	Reactions    int            `json:"reactions" doc:"Reactions, besides the seconding of customers, that one person gives on one board, deleted ones included."`

	// Who comes in.
	LinksPerRole          int `json:"links_per_role" doc:"Links of one role of a board that work at a time."`
	PeoplePerLink         int `json:"people_per_link" doc:"The most that a link may be bounded to; without a bound it is joins_per_link, which is the most in any case."`
	WaitingPerLink        int `json:"waiting_per_link" doc:"People who came by one link and wait to be let in, or were not."`
	WaitingNames          int `json:"waiting_names_per_minute" doc:"How often who waits may say another name; five at once."`
	PassphraseMin         int `json:"passphrase_min" doc:"Characters of a link's passphrase."`
	PassphraseMax         int `json:"passphrase_max"`
	PassphraseTries       int `json:"passphrase_tries_per_address" doc:"Wrong passphrases of one network address in ten minutes."`
	PassphraseTriesOfOne  int `json:"passphrase_tries_per_browser" doc:"Wrong passphrases of one browser that is known, in ten minutes."`
	CodeHours             int `json:"code_hours" doc:"How long a code works."`
	HandoffMinutes        int `json:"handoff_minutes" doc:"How long an address for another device works; and once."`
	HandoffsPerMinute     int `json:"handoffs_per_minute" doc:"Of one person on one board."`
	LinksPerMinute        int `json:"links_per_minute" doc:"Made by one person on one board."`
	PhrasedLinksPerMinute int `json:"passphrase_links_per_minute" doc:"Of these, with a passphrase."`

	// The people of the workspace.
	PasswordMin     int `json:"password_min" doc:"Characters of a password."`
	PasswordMax     int `json:"password_max"`
	SignInTries     int `json:"sign_in_tries_per_account" doc:"Wrong passwords for one e-mail address at once; one more in a minute."`
	SignInTriesAt   int `json:"sign_in_tries_per_address" doc:"Wrong passwords of one network address at once; ten more in a minute."`
	TakenTries      int `json:"taken_addresses" doc:"How often one person, or who has an invitation, is told at once that an e-mail address is somebody's; once more in a minute."`
	HashesAtOnce    int `json:"passwords_waiting" doc:"Passwords and passphrases that are checked or wait for it, of everybody; of passphrases half as many."`
	SessionDays     int `json:"session_days" doc:"How long a browser is known after it was last used."`
	Invitations     int `json:"invitations" doc:"Open at a time."`
	InvitationDays  int `json:"invitation_days"`
	NewPasswordHour int `json:"new_password_hours" doc:"How long a link for a new password works."`
	SSOPerMinute    int `json:"sso_per_minute" doc:"Sign-ins begun at the provider, of one network address."`

	// What somebody contributed, and how long it stays.
	MineKeys          int `json:"mine_keys" doc:"Keys to one's contributions to a board; the oldest ends."`
	MineKeysPerMinute int `json:"mine_keys_per_minute"`
	MineActsPerMinute int `json:"mine_acts_per_minute" doc:"Withdrawing and bringing back by such a key; for every 50 notes it counts once more."`
	MineNotes         int `json:"mine_notes" doc:"Notes of one such request, and of one that erases."`
	RetentionDays     int `json:"retention_days" doc:"The longest that may be set."`
	DeletedDays       int `json:"deleted_days" doc:"How long a deleted board can be brought back."`

	// What comes from elsewhere and goes there.
	IntakeBytes       int `json:"intake_bytes" doc:"Of a file that is brought in."`
	IntakeRows        int `json:"intake_rows"`
	IntakesPerMinute  int `json:"intakes_per_minute" doc:"Of one network address."`
	StatusBytes       int `json:"status_bytes" doc:"Of a tracker's file that is read back."`
	GatherBoards      int `json:"gather_boards" doc:"Boards that one board is made of."`
	Templates         int `json:"templates" doc:"Templates of one's own that are offered."`
	Targets           int `json:"targets" doc:"Trackers of one board."`
	HistoriesPerMin   int `json:"histories_per_minute" doc:"Of one network address."`
	SuggestionsPerSec int `json:"suggestions_per_second" doc:"Of one network address."`
	PublicPerSecond   int `json:"public_pages_per_second" doc:"Of one network address; a hundred at once."`
	FramedPerSecond   int `json:"framed_boards_per_second" doc:"Of one network address; three hundred at once."`
}

type limitsOut struct {
	Body limitsBody
}

func (a *api) limits(h huma.API) {
	huma.Register(h, operation(http.MethodGet, "/api/v1/limits", "limits", "What is bounded, and by how much."), a.showLimits)
}

func (a *api) showLimits(context.Context, *struct{}) (*limitsOut, error) {
	b := limitsBody{
		Limits:       a.Limits,
		RequestBytes: maxBody, NoteText: boards.MaxNoteText, Line: boards.MaxLine, Name: boards.MaxName, Email: accounts.MaxEmail,
		Lengths: map[string]int{}, Ops: boards.MaxOps, Records: boards.MaxRecords, RecordsOf: map[string]int{}, BoardBytes: boards.MaxBytes,
		Reactions: boards.MaxOwnNods,

		LinksPerRole: accounts.MaxLinks, PeoplePerLink: maxPeople, WaitingPerLink: mostAtDoor, WaitingNames: int(time.Minute / namingEvery),
		PassphraseMin: minPhrase, PassphraseMax: maxPhrase, PassphraseTries: phrasesOfAddress, PassphraseTriesOfOne: phrasesOfBrowser,
		CodeHours: int(accounts.CodeLasts.Hours()), HandoffMinutes: int(accounts.HandLasts.Minutes()), HandoffsPerMinute: actsAtOnce / costOfHandoff,
		LinksPerMinute: actsAtOnce / costOfLink, PhrasedLinksPerMinute: actsAtOnce / costOfPhrase,

		PasswordMin: accounts.MinPassword, PasswordMax: accounts.MaxPassword, SignInTries: triesOfAccount, SignInTriesAt: triesOfAddress, TakenTries: takenTries,
		HashesAtOnce: accounts.MaxHashing, SessionDays: days(accounts.Lifetime), Invitations: accounts.MaxInvites,
		InvitationDays: days(accounts.InviteLasts), NewPasswordHour: int(accounts.RenewalLasts.Hours()), SSOPerMinute: askedPerMinute,

		MineKeys: accounts.MineKeys, MineKeysPerMinute: actsAtOnce / costOfMineKey, MineActsPerMinute: actsAtOnce, MineNotes: maxMine,
		RetentionDays: maxKept, DeletedDays: days(accounts.Grace),

		IntakeBytes: intake.MaxBytes, IntakeRows: intake.MaxRows, IntakesPerMinute: intakesPerMinute, StatusBytes: maxStatuses,
		GatherBoards: maxGathered, Templates: accounts.MaxTemplates, Targets: accounts.MaxTargets, HistoriesPerMin: pastsPerMinute,
		SuggestionsPerSec: manyThoughts, PublicPerSecond: sayingsPerSecond, FramedPerSecond: framedPerSecond,
	}
	for _, t := range boards.Schema {
		b.RecordsOf[t.Name] = t.Max
		for _, f := range t.Fields {
			if f.Kind == boards.Line || f.Kind == boards.Text {
				b.Lengths[t.Name+"."+f.Name] = f.Max
			}
		}
	}
	return &limitsOut{b}, nil
}

func days(d time.Duration) int { return int(d / (24 * time.Hour)) }

// Bounds of single requests, which the types of these say as tags, and of what one network address asks for.
const (
	maxPeople   = 10_000 // of a link
	maxPhrase   = 256
	maxMine     = 5000 // notes that are named
	maxKept     = 3650 // days
	maxGathered = 40

	askedPerMinute   = 30
	intakesPerMinute = 30
	pastsPerMinute   = 60
	sayingsPerSecond = 5
	framedPerSecond  = 10
)
