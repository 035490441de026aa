"""The types of files: MIME types, and the groups that Dify has. Pure."""

from __future__ import annotations

_GROUPS = {
    "image": "jpg jpeg png gif webp svg",
    "document": "txt md markdown mdx pdf html htm xlsx xls vtt properties doc docx csv eml msg pptx ppt xml "
    "epub",
    "audio": "mp3 m4a wav amr mpga",
    "video": "mp4 mov mpeg webm",
}
_GROUP_OF = {extension: group for group, known in _GROUPS.items() for extension in known.split()}

# The tables of Python and of the system differ from machine to machine; this one does not.
_MIME_TYPES = """
image/jpeg jpg jpeg jpe jfif | image/png png | image/gif gif | image/webp webp | image/svg+xml svg
image/bmp bmp | image/tiff tif tiff | image/heic heic | image/heif heif | image/avif avif | image/jxl jxl
image/x-icon ico | audio/mpeg mp3 mpga mp2 | audio/mp4 m4a m4b | audio/wav wav | audio/amr amr
audio/ogg ogg oga | audio/opus opus | audio/flac flac | audio/aac aac | audio/x-aiff aif aiff
audio/x-ms-wma wma | audio/webm weba | audio/midi mid midi | video/mp4 mp4 m4v | video/quicktime mov qt
video/mpeg mpeg mpg mpe | video/webm webm | video/x-msvideo avi | video/x-matroska mkv | video/ogg ogv
video/x-flv flv | video/x-ms-wmv wmv | video/3gpp 3gp | video/mp2t m2ts mts
text/plain txt text log ini conf cfg properties env | text/markdown md markdown mdx | text/html html htm
text/css css | text/csv csv | text/tab-separated-values tsv | text/xml xml xsl | text/vtt vtt
text/calendar ics | text/vcard vcf | text/javascript js mjs | text/x-python py pyi | text/x-rst rst
text/x-tex tex | text/yaml yaml yml | text/richtext rtx | text/x-c c h | text/x-c++ cpp cc hpp
text/x-java java | text/x-go go | text/x-rust rs | text/x-typescript ts tsx | text/x-sh sh bash
text/x-sql sql | text/x-ruby rb | text/x-diff diff patch | application/toml toml | application/json json
application/jsonl jsonl ndjson | application/pdf pdf | application/rtf rtf | application/msword doc dot
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx | application/vnd.ms-excel xls
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx | application/vnd.ms-powerpoint ppt
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.oasis.opendocument.text odt | application/vnd.oasis.opendocument.spreadsheet ods
application/vnd.oasis.opendocument.presentation odp | application/epub+zip epub
application/vnd.ms-outlook msg | message/rfc822 eml | application/zip zip | application/gzip gz tgz
application/x-tar tar | application/x-bzip2 bz2 | application/x-xz xz | application/zstd zst
application/x-7z-compressed 7z | application/vnd.rar rar | application/vnd.apache.parquet parquet
application/vnd.sqlite3 sqlite db | application/x-ipynb+json ipynb
"""
_MIME_TYPE_OF = {
    extension: kind
    for entry in _MIME_TYPES.strip().replace("\n", "|").split("|")
    for kind, *extensions in [entry.split()]
    for extension in extensions
}


def extension_of(name: str) -> str:
    """The extension of a file's name, or a bare extension, in small letters and without its dot."""
    return name.rpartition(".")[2].lower()


def mime_type_of(name: str) -> str | None:
    """The MIME type by the extension of a file's name; None for an extension that is not known."""
    return _MIME_TYPE_OF.get(extension_of(name))


def file_type(name: str, mime_type: str | None = None) -> str:
    """Dify's group of a file: by the extension, else by the MIME type, as the server decides it."""
    if group := _GROUP_OF.get(extension_of(name)):
        return group
    kind = (mime_type or mime_type_of(name) or "").lower()
    for group in ("image", "video", "audio"):
        if group in kind:
            return group
    return "document" if "text" in kind or "pdf" in kind else "custom"


def is_known(name: str) -> bool:
    """Whether the name of a file has a known extension."""
    return "." in name and (mime_type_of(name) is not None or extension_of(name) in _GROUP_OF)
