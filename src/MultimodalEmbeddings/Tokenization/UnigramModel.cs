using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>The pieces of a word whose scores have the largest sum.</summary>
/// <remarks>
/// Kudo 2018, section 3.2, found from the left to the right (Viterbi). Of two ways with the same sum the one counts whose last
/// piece begins first. Unknown characters side by side are one token.
/// </remarks>
internal sealed class UnigramModel : ISubwordModel
{
    /// <summary>Characters, in UTF-16, of the longest piece: every place of a word may cost as many steps.</summary>
    internal const int LongestPiece = 256;

    private const int ShortWord = 96; // bytes
    private const double UnknownPenalty = 10;

    private readonly PieceTrie _trie;
    private readonly double[] _scores;
    private readonly int _unknownId;
    private readonly double _unknownScore;

    /// <param name="pieces">Of pieces with the same text the last counts; at least one.</param>
    /// <param name="unknownId">The id of what no piece covers.</param>
    public UnigramModel(IReadOnlyList<UnigramPiece> pieces, int unknownId)
    {
        _scores = [.. pieces.Select(piece => piece.Score)];
        _unknownId = unknownId;
        _unknownScore = _scores.Min() - UnknownPenalty;
        Vocabulary = Number(pieces);
        _trie = new PieceTrie(Vocabulary);
    }

    public IReadOnlyDictionary<string, int> Vocabulary { get; }

    public void Encode(ReadOnlySpan<char> word, List<int> ids)
    {
        var length = Encoding.UTF8.GetByteCount(word);
        if (length <= ShortWord)
        {
            Encode(word, stackalloc byte[length], stackalloc Step[length + 1], ids);
            return;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(length);
        var steps = ArrayPool<Step>.Shared.Rent(length + 1);
        Encode(word, bytes.AsSpan(0, length), steps.AsSpan(0, length + 1), ids);
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<Step>.Shared.Return(steps);
    }

    /// <param name="word">What to cut.</param>
    /// <param name="text">Gets the word's UTF-8.</param>
    /// <param name="steps">Gets the best way to each place of it.</param>
    /// <param name="ids">Gets the pieces' ids.</param>
    private void Encode(ReadOnlySpan<char> word, Span<byte> text, Span<Step> steps, List<int> ids)
    {
        Encoding.UTF8.GetBytes(word, text);
        steps.Fill(Step.Unreached);
        steps[0] = default;
        for (var start = 0; start < text.Length; start += CharacterLength(text[start]))
        {
            Extend(text, steps, start);
        }

        AppendPath(text, steps, ids);
    }

    /// <summary>Goes from one place to all that a piece, or an unknown character, leads to.</summary>
    private void Extend(ReadOnlySpan<byte> text, Span<Step> steps, int start)
    {
        var score = steps[start].Score;
        var character = start + CharacterLength(text[start]);
        var isKnown = false;
        var node = PieceTrie.Root;
        for (var end = start; end < text.Length && (node = _trie.Child(node, text[end])) >= 0;)
        {
            end++;
            var id = _trie.IdAt(node);
            if (id >= 0)
            {
                Improve(ref steps[end], new Step(score + _scores[id], start, id));
                isKnown |= end == character;
            }
        }

        if (!isKnown)
        {
            Improve(ref steps[character], new Step(score + _unknownScore, start, _unknownId));
        }
    }

    private static void Improve(ref Step best, Step candidate)
    {
        if (best.Start < 0 || candidate.Score > best.Score)
        {
            best = candidate;
        }
    }

    private void AppendPath(ReadOnlySpan<byte> text, ReadOnlySpan<Step> steps, List<int> ids)
    {
        var count = ids.Count;
        for (var end = text.Length; end > 0;)
        {
            var (start, id) = (steps[end].Start, steps[end].Id);
            while (id == _unknownId && start > 0 && steps[start].Id == _unknownId)
            {
                start = steps[start].Start;
            }

            ids.Add(id == _unknownId ? IdOfUnknown(text[start..end]) : id);
            end = start;
        }

        CollectionsMarshal.AsSpan(ids)[count..].Reverse();
    }

    /// <summary>A run of unknown characters may, with odd scores, be the text of a piece.</summary>
    private int IdOfUnknown(ReadOnlySpan<byte> run) => _trie.Find(run) is var id and >= 0 ? id : _unknownId;

    private static int CharacterLength(byte first) => first switch
    {
        < 0x80 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };

    private static Dictionary<string, int> Number(IReadOnlyList<UnigramPiece> pieces)
    {
        var ids = new Dictionary<string, int>(pieces.Count);
        for (var id = 0; id < pieces.Count; id++)
        {
            ids[pieces[id].Text] = id;
        }

        return ids;
    }

    /// <summary>The best way to a place: its sum, and its last piece.</summary>
    private readonly record struct Step(double Score, int Start, int Id)
    {
        public static Step Unreached { get; } = new(0, -1, 0);
    }
}
