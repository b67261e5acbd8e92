"""The part of plotly.js that pages carry: what scatter and bar need, word for word, and the whole where in doubt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs

from timeline.report.plotlyjs import basic, packed

HELPER = "var W=(e,t)=>()=>(t||e((t={exports:{}}).exports,t),t.exports);"
SMALL = (
    'x;var Plotly=(()=>{' + HELPER
    + 'var core=W((a,b)=>{b.exports={register(l){this.l=l},Hot:1,s:"maps()",r:/[maps()"]/g,t:`${aid(`a}`)} maps()`}});'
    + 'function aid(e){return e}'
    + 'var maps=W((a,b)=>{b.exports=globe()});var globe=W((a,b)=>{b.exports={moduleType:"trace",name:"map",Hot:2}});'
    + 'var Hot=W((a,b)=>{"a key of another object"});'
    + 'var bars=W((a,b)=>{b.exports=rects()});var rects=W((a,b)=>{b.exports={moduleType:"trace",name:"bar"}});'
    + 'var all=W((a,b)=>{var p=core();p.register([bars(),maps()]);b.exports=p});'
    + 'return all();})();window.Plotly=Plotly;'
)  # fmt: skip


def test_what_nothing_reaches_is_left_out_and_the_rest_stays_word_for_word() -> None:
    left = basic(SMALL)
    assert 'moduleType:"trace",name:"bar"' in left and "register([bars()])" in left
    assert 'name:"map"' not in left and "globe" not in left, (
        "names in strings, patterns and templates are no use of them"
    )
    assert "a key of another object" not in left
    assert "function aid(e)" in left, "code inside of a template is code"
    gone = SMALL[SMALL.index("var maps=") : SMALL.index("var bars=")]
    assert left == SMALL.replace(gone, "").replace("bars(),maps()", "bars()")
    assert left.startswith("x;var Plotly=") and left.endswith("window.Plotly=Plotly;")


@pytest.mark.parametrize(
    "bundle",
    ["", "window.Plotly={}", SMALL.replace("register([", "enrol(["), SMALL.replace('name:"bar"', 'name:"bars"'),
     "var Plotly=(()=>{((((", "var Plotly=(()=>{)}"],
)  # fmt: skip
def test_a_bundle_of_another_form_is_taken_whole(bundle: str) -> None:
    assert basic(bundle) == bundle


def test_the_installed_bundle_shrinks_to_a_quarter_and_keeps_its_licence() -> None:
    whole, _source = get_plotlyjs(), packed()[1]
    assert 500_000 < len(_source) < len(whole) / 3
    assert "Licensed under the MIT license" in _source[:400]
    traces = set(re.findall(r'moduleType:"trace",name:"(\w+)"', _source))
    assert {"scatter", "bar"} <= traces and not traces & {"scatter3d", "choropleth", "sankey", "scattermap", "surface"}


@pytest.mark.slow
def test_a_machine_without_a_home_or_with_a_broken_cache_works_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = packed()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    packed.cache_clear()
    assert packed() == before
    [kept] = (tmp_path / "timeline").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:1000])
    packed.cache_clear()
    assert packed() == before
    assert kept.read_bytes() == whole, "a broken file is replaced"
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/nowhere")
    packed.cache_clear()
    assert packed() == before
    packed.cache_clear()
