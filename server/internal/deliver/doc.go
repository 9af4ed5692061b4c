// Package deliver brings a board's actions to issue trackers and looks there for what became of them. The rules have
// numbers; tests cite them.
//
//   - D-1 An action has at most one issue at a target. That one is under way is written down before the tracker is asked. If
//     the answer is lost, the tracker's issues since then are searched for the action's permalink before another is made.
//   - D-2 What has not changed since it was sent is not sent again.
//   - D-3 An issue whose text somebody changed there is not overwritten: it is reported (accounts.Changed), and overwritten
//     only when somebody asks for that by name. State, assignees and labels set there always stay; ours are added.
//   - D-4 A tracker that says "not now" (429, 403 with a limit that is used up, 503) is left alone for as long as it says. What
//     may or may not have arrived is tried again, ever more rarely, eight times; what is refused for good is told, in words.
//   - D-5 Nobody is mentioned and nothing is linked by a customer's words: titles and bodies come escaped from package export.
//   - D-6 An issue that was closed there makes its action done, one that is reopened there makes it reopened; the action's log
//     says where it happened. What contradicts a decision here (closed as not planned, or closed while the action is declined
//     or parked) is shown and decided by a person.
//   - D-7 A token goes to the address it was set for and nowhere else: redirects to another host are not followed, and nothing
//     that a tracker answers is shown unless it is short and plain. Addresses of the link itself (a cloud's own) are refused.
//   - D-8 Each target is worked on by one node at a time; a node that dies is followed by another within a minute.
//   - D-9 A tracker's call (webhook) is believed only if it is signed, and does no more than to make us ask: at once, and once
//     more where we were just asking.
package deliver
