package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"feltboard/realtime/bus/redisbus/redistest"
	"feltboard/realtime/journal/pglog/pgtest"
	"feltboard/server/internal/fleet"
)

// part is something of the cluster that can be made to fail, by what can be done to it. What is done may say something.
type part map[string]func(context.Context) (said string, err error)

// obey does what each line asks for, "kill redis" or "term node 2", and answers with a line: "done: …" or "failed: …". It
// returns when there are no more, or when ctx ends.
func obey(ctx context.Context, orders io.Reader, parts map[string]part) {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for s := bufio.NewScanner(orders); s.Scan(); {
			lines <- s.Text()
		}
	}()
	for {
		select {
		case <-ctx.Done():
			return
		case line, more := <-lines:
			if !more {
				return
			}
			if said, err := order(ctx, line, parts); err != nil {
				fmt.Printf("failed: %s: %s\n", line, strings.ReplaceAll(err.Error(), "\n", " "))
			} else {
				fmt.Printf("done: %s%s\n", line, said)
			}
		}
	}
}

func order(ctx context.Context, line string, parts map[string]part) (said string, err error) {
	verb, name, _ := strings.Cut(line, " ")
	do := parts[name][verb]
	if do == nil {
		return "", errors.New("there is no such thing, or this cannot be done to it")
	}
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	return do(ctx)
}

func nodePart(n *fleet.Node) part {
	return part{
		"start":  func(ctx context.Context) (string, error) { _, err := n.Restart(ctx); return "", err },
		"kill":   func(context.Context) (string, error) { n.Kill(); return "", nil },
		"pause":  func(context.Context) (string, error) { n.Pause(); return "", nil },
		"resume": func(context.Context) (string, error) { n.Resume(); return "", nil },
		"term": func(context.Context) (string, error) {
			code, took := n.Term()
			return fmt.Sprintf(", exit code %d after %d ms", code, took.Milliseconds()), nil
		},
	}
}

func redisPart(s *redistest.Server) part {
	return part{
		"start":  func(context.Context) (string, error) { return "", s.Restart() },
		"kill":   func(context.Context) (string, error) { s.Kill(); return "", nil },
		"pause":  func(context.Context) (string, error) { return "", s.Pause() },
		"resume": func(context.Context) (string, error) { return "", s.Resume() },
	}
}

func postgresPart(s *pgtest.Server) part {
	return part{
		"start":  func(ctx context.Context) (string, error) { return "", s.Restart(ctx) },
		"kill":   func(context.Context) (string, error) { return "", s.Kill() },
		"pause":  func(context.Context) (string, error) { return "", s.Pause() },
		"resume": func(context.Context) (string, error) { return "", s.Resume() },
	}
}
