"""Letters and PDFs as sources: what they say of themselves counts, what they do not say stays unknown."""

from __future__ import annotations

import zlib
from email.message import EmailMessage
from pathlib import Path

import pytest

from timeline.sources import SourcesRead, read_sources
from timeline.sources.mail import read_mail

WORDS = "The ministers met in Geneva on September 24."


def read(folder: Path, name: str, data: bytes) -> SourcesRead:
    (folder / name).write_bytes(data)
    return read_sources([folder / name])


# --- letters


def letter(**headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {"Subject": "Talks  on steel", "From": "Korea Desk <desk@news.example>", "Message_ID": "<17@news.example>",
             "Date": "Thu, 25 Sep 2025 23:30:00 -0400"}  # fmt: skip
    for name, value in {**given, **headers}.items():
        if value:
            made[name.replace("_", "-")] = value
    return made


def test_a_letter_is_an_article_with_its_own_citation(tmp_path: Path) -> None:
    made = letter(Archived_At="<https://lists.example/17>")
    made.set_content(WORDS + "\n한국과 미국\n")
    made.add_alternative(f"<p>{WORDS} In HTML.</p>", subtype="html")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Annex A.pdf")
    result = read(tmp_path, "a.eml", made.as_bytes())
    (found,) = result.articles
    article = found.article
    assert article.text == WORDS + "\n한국과 미국"
    assert (article.title, article.publisher, str(article.published)) == ("Talks on steel", "Korea Desk", "2025-09-25")
    assert (article.url, article.source_id) == ("https://lists.example/17", "17@news.example")
    assert [str(note) for note in result.notes] == [
        f"{tmp_path}/a.eml: attachment Annex A.pdf: is not read; save it and take it in by itself"
    ]


def test_of_a_letter_in_html_the_main_text_counts(tmp_path: Path) -> None:
    made = letter(From="desk@news.example")
    made.set_content(f"<html><body><p>{WORDS}</p><p>Nothing was agreed there.</p></body></html>", subtype="html")
    article = read(tmp_path, "a.eml", made.as_bytes()).articles[0].article
    assert WORDS in article.text and "<p>" not in article.text
    assert article.publisher == "desk@news.example"


@pytest.mark.parametrize(
    ("date", "reason"),
    [("", "says no day of sending"), ("yesterday", "gives its day of sending as 'yesterday', which is no date")],
)
def test_a_letter_without_a_day_has_none(tmp_path: Path, date: str, reason: str) -> None:
    made = letter(Date="")
    made.set_content(WORDS)
    data = (f"Date: {date}\n".encode() if date else b"") + made.as_bytes()
    assert [text.reason for text in read(tmp_path, "a.eml", data).undated] == [reason]


def nested(depth: int) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return (f"Date: Thu, 25 Sep 2025 08:00:00 +0900\n{head}Content-Type: text/plain\n\n{WORDS}\n").encode()


HEAD = b"Date: Thu, 25 Sep 2025 08:00:00 +0900\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"\n\nno header at all", "is no letter: it begins with no header"),
        (HEAD + b"Content-Type: text/plain; charset=euc-xx\n\nwords \xff", "is in the encoding 'euc-xx', which is not known"),
        (HEAD + b"Content-Type: text/plain; charset=undefined\n\nwords", "is in the encoding 'undefined', which is not known"),
        (HEAD + b"Content-Type: text/plain; charset=unicode_escape\n\nwords", "is in the encoding 'unicode_escape', which"),
        (HEAD + b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nwords \xff",
         "is not UTF-8 text, as it says: byte 0xff at 6"),
        (HEAD + b"Content-Type: application/pgp-encrypted\n\nhQEMA", "holds no text"),
        (HEAD + b"\n   \n", "holds no text"),
        (HEAD + b"Content-Type: text/html\n\n<html></html>", "no article text found in the page"),
        (HEAD + b"\nwith a \0 in it", "U+0000 at character 7, which is no character"),
        (nested(3000), "a.eml: "),
    ],
)  # fmt: skip
@pytest.mark.fast_cases(3)
def test_a_letter_that_cannot_be_read_is_told_in_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    result = read(tmp_path, "a.eml", data)
    assert not result.articles
    assert told in str(result.problems[0]) and "\n" not in str(result.problems[0])


@pytest.mark.parametrize(
    ("header", "publisher", "source_id"),
    [
        ("Message-ID: <>", None, None),
        ("Message-ID: <17", None, "17"),
        ('From: "', None, None),
        ("From: =?utf-8?q??=", None, None),
        ("From: a@[", None, None),
        ("From: " + "(" * 5000, None, None),
        ("Date: " + "(" * 5000, None, None),
        ("Content-Type: " + "(" * 5000, None, None),
        ('Content-Type: text/plain; charset="', None, None),
        ("Content-Disposition: " + "(" * 5000, None, None),
        ("Content-Transfer-Encoding: " + "(" * 5000, None, None),
    ],
)
def test_an_odd_header_leaves_its_field_unknown_and_the_letter_is_read(
    header: str, publisher: str | None, source_id: str | None
) -> None:
    letter = read_mail(
        f"{header}\nSubject: Talks\nDate: Thu, 25 Sep 2025 08:00:00 +0900\n\n{WORDS}\n".encode(), "a.eml"
    )
    (text,) = letter.texts
    assert (text.text.strip(), text.stated.title) == (WORDS, "Talks")
    assert (text.stated.publisher, text.stated.source_id) == (publisher, source_id)


@pytest.mark.parametrize("name", ["../../x.pdf", "a\x1b]0;t\x07.pdf", "C:\\x.pdf", "x" * 10_000])
def test_the_name_of_an_attachment_is_only_told(tmp_path: Path, name: str) -> None:
    made = letter()
    made.set_content(WORDS)
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename=name)
    result = read(tmp_path, "a.eml", made.as_bytes())
    assert len(result.articles) == 1 and len(result.notes) == 1 and len(str(result.notes[0])) < 500
    assert [file.name for file in tmp_path.rglob("*")] == ["a.eml"]


# --- PDFs


def pdf(*pages: str, info: str = "", extra: str = "", stream: bytes | None = None) -> bytes:
    """A PDF of ``pages`` of Latin text, written by hand."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]  # fmt: skip
    bodies = [text.encode("latin-1") for text in objects]
    for number, words in enumerate(pages):
        content = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("latin-1") if words else b""
        packed = stream if stream is not None else zlib.compress(content)
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * number} 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> {extra} >>".encode()
        )
        bodies.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream")
    bodies.append(f"<< {info} >>".encode("latin-1"))
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        made
        + (
            f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n"
            f"<< /Size {len(bodies) + 1} /Root 1 0 R /Info {len(bodies)} 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
        ).encode()
    )


def test_a_pdf_gives_its_text_and_title_but_no_date(tmp_path: Path) -> None:
    made = pdf(WORDS, "", "They agreed on nothing.", info="/Title (Joint  statement) /CreationDate (D:20250926120000Z)")
    result = read(tmp_path, "a.pdf", made)
    assert result.problems == ()
    (undated,) = result.undated
    assert undated.text == f"{WORDS}\n\nThey agreed on nothing."
    assert undated.stated.title == "Joint statement"
    assert undated.reason == "says no publication date, only that the file was made on 2025-09-26"
    assert "page 2: no text there" in str(result.notes[0])


def test_a_pdf_is_known_by_its_beginning_where_it_has_another_name(tmp_path: Path) -> None:
    assert read(tmp_path, "statement", pdf(WORDS)).undated[0].text == WORDS


def locked() -> bytes:
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(WORDS))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def looped() -> bytes:
    return pdf(WORDS).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")


def zeros(megabytes: int) -> bytes:
    """So many zeros as zlib packs them, put together from the packing of one megabyte, which is what takes time."""
    packer = zlib.compressobj(wbits=-15)
    block = packer.compress(b"\0" * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (megabytes * 1_000_000 % 65521 << 16) + 1
    return b"\x78\x9c" + block * megabytes + b"\x03\x00" + checksum.to_bytes(4, "big")


def test_zeros_are_packed_as_zlib_would() -> None:
    assert zlib.decompress(zeros(3)) == b"\0" * 3_000_000


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n", "is a broken PDF"),
        (b"no PDF", "is a broken PDF"),
        (pdf(WORDS)[:300], "is a broken PDF"),
        (pdf("", ""), "has no text in its pages, only pictures of it"),
        (locked(), "is locked with a password"),
        (looped(), "a.pdf: "),
        (b"%PDF-1.7\n" + b"[" * 200_000, "a.pdf: "),
        (pdf(WORDS, stream=zeros(300)), "a.pdf: "),
        (b"%PDF-1.7\n1 0 obj\n" + b"<< /A " * 50_000 + b"\nendobj\nstartxref\n9\n%%EOF", "a.pdf: "),
    ],
    ids=["empty", "other", "cut", "scan", "locked", "loop", "brackets", "bomb", "deep"],
)
def test_a_pdf_that_cannot_be_read_is_told_in_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    result = read(tmp_path, "a.pdf", data)
    assert not result.articles and not result.undated
    assert told in str(result.problems[0]) and "\n" not in str(result.problems[0])
