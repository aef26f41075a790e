"""What a Vietnamese syllable may be: onset, rhyme and tone; a dictionary is not needed to tell damage."""

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
# A syllable that a stop closes has only these two tones.
STOP_TONES = "\u0301\u0323"
SPELT = re.compile(r"\S+")
ONSETS = SPELT.findall("ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p r s t v x")
RHYMES = frozenset(
    SPELT.findall("""
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt u ua uâ uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt
    uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
    """)
)
# "nghiêng" with its marks apart, and some air.
LONGEST = 16
MARKED = re.compile(f"[{TONES}]")
LETTERS = re.compile("[a-zđàáãảạèéẽẻẹìíĩỉịòóõỏọùúũủụỳýỹỷỵăắằẵẳặâấầẫẩậêếềễểệôốồỗổộơớờỡởợưứừữửự]+")
VOWEL = re.compile("[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ]")
# The commonest letter of Vietnamese in an abbreviation: QĐ, HĐND, TNCSĐ.
SHORT = re.compile("[A-ZĐ]{1,8}")


def is_syllable(word: str) -> bool:
    """True for a word that Vietnamese spelling allows, in any case, composed or not."""
    return len(word) <= LONGEST and _is_syllable(word)


@lru_cache(maxsize=65536)
def _is_syllable(word: str) -> bool:
    # A tone stands on a vowel: the n of Spanish has none.
    if not LETTERS.fullmatch(unicodedata.normalize("NFC", word.lower())):
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = MARKED.findall(parts)
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", MARKED.sub("", parts))
    stopped = bare.endswith(("c", "ch", "p", "t")) and len(bare) > 1
    if stopped and tones and tones[0] not in STOP_TONES:
        return False
    rhymes = [bare] + [bare.removeprefix(onset) for onset in ONSETS if bare.startswith(onset)]
    return any(rhyme in RHYMES for rhyme in rhymes) or bare == "gi"


def is_short(word: str) -> bool:
    """True for an abbreviation in capitals without a vowel, which proves nothing either way."""
    return bool(SHORT.fullmatch(word)) and not VOWEL.search(word)
