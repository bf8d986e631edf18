using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests.Tokenization;

[Trait(Category.Name, Category.Unit)]
public sealed class SentencePieceFileTests
{
    private const int MostBytes = 64 << 20;

    [Fact]
    public void Pieces_come_with_their_scores_and_kinds()
    {
        var file = SentencePieceFile.Parse("file", SmallUnigram.SentencePieceModel());

        Assert.Equal(new SentencePiece("<unk>", 0, SentencePieceKind.Unknown), file.Pieces[0]);
        Assert.Equal(new SentencePiece("</s>", 0, SentencePieceKind.Control), file.Pieces[2]);
        Assert.Equal(
            SmallUnigram.Pieces.Select(piece => new SentencePiece(piece.Text, piece.Score, SentencePieceKind.Normal)),
            file.Pieces.Skip(3));
        Assert.Equal(SmallCharacterMap.Bytes(SmallUnigram.Rules), file.CharacterMap);
        Assert.True(file.AddsPrefixSpace);
    }

    [Fact]
    public void Fields_that_are_not_known_are_skipped()
    {
        var more = SmallUnigram.Message(output =>
        {
            SmallUnigram.WriteNumber(output, 77, 5);
            SmallUnigram.Write(output, 78, [1, 2, 3]);
        });
        Assert.Equal(11, SentencePieceFile.Parse("file", [.. more, .. SmallUnigram.SentencePieceModel(), .. more]).Pieces.Count);
    }

    [Fact]
    public void Another_type_of_model_is_not_implemented_and_says_so()
    {
        var trainer = SmallUnigram.Message(output => SmallUnigram.WriteNumber(output, 3, 2));
        var bytes = SmallUnigram.SentencePieceModel()
            .Concat(SmallUnigram.Message(output => SmallUnigram.Write(output, 2, trainer))).ToArray();
        var error = Assert.Throws<UnsupportedTokenizerException>(() => SentencePieceFile.Parse("file", bytes));
        Assert.Contains("type 2 is not implemented; unigram (1) is", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_class_than_xlm_roberta_is_not_implemented_and_says_so()
    {
        using var folder = SmallUnigram.Folder("""{"tokenizer_class": "AlbertTokenizer"}""");
        var error = Assert.Throws<UnsupportedTokenizerException>(() => TokenizerFiles.Load(folder.FullName));
        Assert.Contains("'AlbertTokenizer' with sentencepiece.bpe.model is not", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_gets_no_space_in_front_where_the_model_says_so()
    {
        var normalizer = SmallUnigram.Message(output => SmallUnigram.WriteNumber(output, 3, 0));
        var more = SmallUnigram.Message(output => SmallUnigram.Write(output, 3, normalizer));
        Assert.Equal([0, SmallUnigram.AB, 2], Load([.. SmallUnigram.SentencePieceModel(), .. more]).Encode("ab"));
    }

    [Theory]
    [InlineData("order", "does not begin with an unknown piece and two control pieces")]
    [InlineData("empty", "does not begin with an unknown piece")]
    [InlineData("doubled", "names the piece 'ab' twice")]
    [InlineData("nameless", "Piece 11 has to have a text in UTF-8")]
    [InlineData("nan", "Piece 11 has to have a text in UTF-8 and a score that is a number, but has 1 bytes and NaN")]
    [InlineData("map", "'precompiled_charsmap' has 1 bytes")]
    public void A_damaged_model_is_named(string damage, string message)
    {
        var sound = SmallUnigram.SentencePieceModel();
        byte[] bytes = damage switch
        {
            "order" => Piece("x", 0),
            "empty" => [],
            "doubled" => [.. sound, .. Piece("ab", -1)],
            "nameless" => [.. sound, .. Piece("", -1)],
            "nan" => [.. sound, .. Piece("x", float.NaN)],
            _ => [.. sound, .. SmallUnigram.Message(output =>
                SmallUnigram.Write(output, 3, SmallUnigram.Message(normalizer => SmallUnigram.Write(normalizer, 2, [1]))))],
        };

        var error = Assert.Throws<TokenizerException>(() => Load(bytes));
        Assert.StartsWith("sentencepiece.bpe.model: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0AFFFFFFFF07")]                     // a length of two gigabytes
    [InlineData("0AFFFFFFFF0F")]                     // a negative length
    [InlineData("0AFFFFFFFFFFFFFFFFFFFFFF")]         // a number that never ends
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("0A060AFFFFFF7F61")]                 // a text longer than the piece that holds it
    [InlineData("1A0412FFFFFF7F")]                   // a map longer than the normaliser that holds it
    [InlineData("0A020A")]                           // a piece longer than the file
    [InlineData("0C")]                               // the end of no group
    [InlineData("00")]
    [InlineData("0E")]                               // a wire type that there is not
    public void A_broken_message_is_a_typed_error(string hex)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<TokenizerException>(() => Load(Convert.FromHexString(hex)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.StartsWith("sentencepiece.bpe.model: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_in_groups_do_not_overflow_the_stack() =>
        Assert.Throws<TokenizerException>(() => Load([.. Enumerable.Repeat((byte)0x53, 1_000_000)]));

    [Fact]
    public void A_model_that_is_cut_gives_a_typed_error_or_fewer_pieces()
    {
        var sound = SmallUnigram.SentencePieceModel();
        for (var length = 0; length < sound.Length; length++)
        {
            AssertTyped(sound[..length]);
        }
    }

    [Fact]
    public void Random_damage_gives_a_tokenizer_or_a_typed_error()
    {
        var sound = SmallUnigram.SentencePieceModel();
        var random = new Random(17);
        for (var round = 0; round < 4000; round++)
        {
            var bytes = sound.ToArray();
            for (var hit = random.Next(1, 6); hit > 0; hit--)
            {
                bytes[random.Next(random.Next(2) == 0 ? 200 : bytes.Length)] = (byte)random.Next(256);
            }

            AssertTyped(bytes);
        }
    }

    private static void AssertTyped(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Record.Exception(() => Load(bytes).Encode("abba \uFB01\u0301 <mask>x"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.True(error is null or TokenizerException, $"{error}");
    }

    private static byte[] Piece(string text, float score) =>
        SmallUnigram.Message(output => SmallUnigram.Write(output, 1, SmallUnigram.PieceMessage((text, score, 1))));

    private static TextTokenizer Load(byte[] bytes)
    {
        var files = new TokenizerFileSet(null, new Dictionary<string, byte[]> { [TokenizerFileSet.SentencePiece] = bytes });
        return new TextTokenizer(SentencePieceFiles.Read(files), files);
    }
}
