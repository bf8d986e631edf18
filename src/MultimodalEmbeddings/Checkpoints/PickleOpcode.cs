namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The opcodes of a pickle that are read, and those that are named when they are refused.</summary>
/// <remarks>https://docs.python.org/3/library/pickletools.html; protocols 2 to 5 write them.</remarks>
internal enum PickleOpcode : byte
{
    Mark = (byte)'(',
    Stop = (byte)'.',
    Pop = (byte)'0',
    PopMark = (byte)'1',
    Protocol = 0x80,
    Frame = 0x95,

    None = (byte)'N',
    NewTrue = 0x88,
    NewFalse = 0x89,
    BinInt = (byte)'J',
    BinInt1 = (byte)'K',
    BinInt2 = (byte)'M',
    Long1 = 0x8a,
    Long4 = 0x8b,
    BinFloat = (byte)'G',
    BinString = (byte)'T',
    ShortBinString = (byte)'U',
    BinUnicode = (byte)'X',
    ShortBinUnicode = 0x8c,
    BinUnicode8 = 0x8d,
    BinBytes = (byte)'B',
    ShortBinBytes = (byte)'C',
    BinBytes8 = 0x8e,

    EmptyList = (byte)']',
    Append = (byte)'a',
    Appends = (byte)'e',
    EmptyTuple = (byte)')',
    Tuple = (byte)'t',
    Tuple1 = 0x85,
    Tuple2 = 0x86,
    Tuple3 = 0x87,
    EmptyDictionary = (byte)'}',
    SetItem = (byte)'s',
    SetItems = (byte)'u',

    BinGet = (byte)'h',
    LongBinGet = (byte)'j',
    BinPut = (byte)'q',
    LongBinPut = (byte)'r',
    Memoize = 0x94,

    Global = (byte)'c',
    StackGlobal = 0x93,
    Reduce = (byte)'R',
    Build = (byte)'b',
    BinPersistentId = (byte)'Q',

    // Refused: these make objects of classes that no tensor needs.
    Instance = (byte)'i',
    Object = (byte)'o',
    NewObject = 0x81,
    NewObjectEx = 0x92,
    Extension1 = 0x82,
    Extension2 = 0x83,
    Extension4 = 0x84,
    NextBuffer = 0x97,
}
