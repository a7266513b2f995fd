"""Forms of English words that no rule of spelling leads back to their base: "sent" is a form of "send"."""

_BASES = """
    be: is are was were been being am
    become: became
    begin: began begun
    bind: bound
    break: broke broken
    bring: brought
    build: built
    buy: bought
    catch: caught
    child: children
    choose: chose chosen
    come: came
    deal: dealt
    die: dying
    do: does did done
    draw: drew drawn
    drive: drove driven
    fall: fell fallen
    feel: felt
    find: found
    fly: flew flown
    forget: forgot forgotten
    freeze: froze frozen
    get: got gotten
    give: gave given
    go: went gone goes
    grow: grew grown
    hang: hung
    have: has had
    hear: heard
    hold: held
    keep: kept
    know: knew known
    lead: led
    leave: left
    lend: lent
    let: letting
    lie: lay lain lying
    lose: lost
    make: made
    man: men
    mean: meant
    meet: met
    pay: paid
    person: people persons
    ring: rang rung
    rise: rose risen
    run: ran
    say: said
    see: saw seen
    seek: sought
    sell: sold
    send: sent
    shake: shook shaken
    shrink: shrank shrunk shrunken
    show: shown
    shut: shutting
    sit: sat
    speak: spoke spoken
    spend: spent
    spin: spun
    split: splitting
    stand: stood
    steal: stole stolen
    stick: stuck
    take: took taken
    teach: taught
    tell: told
    think: thought
    throw: threw thrown
    tie: tying
    wake: woke woken
    win: won
    woman: women
    write: wrote written
"""

BASE = {
    form: base.strip()
    for base, _, forms in (line.partition(":") for line in _BASES.strip().splitlines())
    for form in forms.split()
}
