using System.Text;
using System.Text.Unicode;
using Google.Protobuf;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>A model of the SentencePiece library: the protocol buffer <c>sentencepiece.ModelProto</c>.</summary>
/// <remarks>Only the fields that an encoder needs are read; numbers of fields are those of sentencepiece_model.proto.</remarks>
internal sealed class SentencePieceFile
{
    private const int UnigramType = 1;

    private readonly string _filePath;
    private readonly List<SentencePiece> _pieces = [];
    private int _modelType = UnigramType;

    private SentencePieceFile(string filePath)
    {
        _filePath = filePath;
    }

    public IReadOnlyList<SentencePiece> Pieces => _pieces;

    /// <summary>The compiled rules of the normaliser; empty where it has none.</summary>
    public byte[] CharacterMap { get; private set; } = [];

    /// <summary>Whether a text gets a space in front.</summary>
    public bool AddsPrefixSpace { get; private set; } = true;

    /// <exception cref="TokenizerException">The bytes are no such model.</exception>
    /// <exception cref="UnsupportedTokenizerException">The model is not a unigram model.</exception>
    public static SentencePieceFile Parse(string filePath, byte[] bytes)
    {
        var file = new SentencePieceFile(filePath);
        try
        {
            Fields(new CodedInputStream(bytes), file.ReadField);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new TokenizerException(
                filePath, $"The file is no SentencePiece model ({error.Message}). Fetch it anew.", error);
        }

        return file._modelType == UnigramType
            ? file
            : throw new UnsupportedTokenizerException(
                filePath, $"A SentencePiece model of type {file._modelType} is not implemented; unigram (1) is.");
    }

    private bool ReadField(uint tag, CodedInputStream input)
    {
        switch (tag)
        {
            case (1 << 3) | Wire.Bytes:
                _pieces.Add(ReadPiece(input.ReadBytes()));
                return true;
            case (2 << 3) | Wire.Bytes:
                Fields(input.ReadBytes().CreateCodedInput(), ReadTrainerField);
                return true;
            case (3 << 3) | Wire.Bytes:
                Fields(input.ReadBytes().CreateCodedInput(), ReadNormalizerField);
                return true;
            default:
                return false;
        }
    }

    private bool ReadTrainerField(uint tag, CodedInputStream input)
    {
        if (tag != ((3 << 3) | Wire.Number))
        {
            return false;
        }

        _modelType = input.ReadEnum();
        return true;
    }

    private bool ReadNormalizerField(uint tag, CodedInputStream input)
    {
        switch (tag)
        {
            case (2 << 3) | Wire.Bytes:
                CharacterMap = input.ReadBytes().ToByteArray();
                return true;
            case (3 << 3) | Wire.Number:
                AddsPrefixSpace = input.ReadBool();
                return true;
            default:
                return false;
        }
    }

    private SentencePiece ReadPiece(ByteString message)
    {
        var (text, score, kind) = (ByteString.Empty, 0f, SentencePieceKind.Normal);
        Fields(message.CreateCodedInput(), (tag, input) =>
        {
            switch (tag)
            {
                case (1 << 3) | Wire.Bytes:
                    text = input.ReadBytes();
                    return true;
                case (2 << 3) | Wire.Float:
                    score = input.ReadFloat();
                    return true;
                case (3 << 3) | Wire.Number:
                    kind = (SentencePieceKind)input.ReadEnum();
                    return true;
                default:
                    return false;
            }
        });
        return text.Length > 0 && Utf8.IsValid(text.Span) && float.IsFinite(score)
            ? new SentencePiece(Encoding.UTF8.GetString(text.Span), score, kind)
            : throw new TokenizerException(
                _filePath, $"Piece {_pieces.Count} has to have a text in UTF-8 and a score that is a number, but has " +
                $"{text.Length} bytes and {score}. Fetch the file anew.");
    }

    /// <summary>Goes through a message; fields that the reader refuses are skipped.</summary>
    private static void Fields(CodedInputStream input, Func<uint, CodedInputStream, bool> read)
    {
        while (input.ReadTag() is var tag and not 0)
        {
            if (!read(tag, input))
            {
                input.SkipLastField();
            }
        }
    }

    /// <summary>The lowest three bits of a tag.</summary>
    private static class Wire
    {
        public const uint Number = 0;
        public const uint Bytes = 2;
        public const uint Float = 5;
    }
}
