package app

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"feltboard/web"

	"github.com/mdp/qrterminal/v3"
)

// Welcome tells the person who started the server where it is and what to do next. No address is printed that leads nowhere.
func (a *App) Welcome(out io.Writer) error {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say("\nFeltboard is at %s", a.base)
	if !web.Built() {
		say("This program was built without its web app: run “make run”.")
	}
	if a.nowhere && !a.reachable {
		say("\nThis machine has no address in a private network, so phones cannot reach it.")
		say("Join a network and start again, or put it behind https and set FELTBOARD_BASE_URL.")
	} else if a.cfg.LAN && a.reachable {
		say("\nPhones in the same network can open it, too:\n")
		qrterminal.GenerateHalfBlock(a.base.String(), qrterminal.L, &b)
		say("\nThis is plain HTTP, for a trial in a room whose network you trust. A guest network or a firewall may")
		say("keep devices apart; if a phone cannot open the page, try a hotspot.")
	}
	if a.setup != "" {
		if a.cfg.OwnerLink {
			say("\nThis link signs the owner in, once:")
		} else {
			say("\nTo begin, open this link. It works once and makes you the owner:")
		}
		say("  %s", a.setup)
	}
	if a.setupElsewhere {
		say("\nTo begin, open the link that another node has printed. If it is lost, start with --owner-link.")
	}
	if d := a.demo; d != nil {
		say("\nThe demo board “%s” is ready:", d.title)
		if a.setup != "" && !a.cfg.OwnerLink {
			say("  as the owner  open the link above first; the board is then on your first page")
		} else {
			say("  as the owner  %s", d.board)
		}
		if d.team != "" {
			say("  as the team   %s", d.team)
			say("  as a guest    %s", d.client)
		}
	}
	where := "the database that it shares"
	if a.cfg.DatabaseURL == "" {
		where = a.cfg.Data
		if abs, err := filepath.Abs(where); err == nil {
			where = abs
		}
	}
	say("\nEverything is kept in %s. Ctrl-C stops the server.\n", where)
	_, err := io.WriteString(out, b.String())
	return err
}
