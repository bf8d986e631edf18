using System.Text;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>A folder in SentEval's layout with a few samples a transfer task, which tests then spoil.</summary>
internal sealed class SmallTransferFolder : IDisposable
{
    private static readonly (string Path, string Text)[] Contents =
    [
        ("MR/rt-polarity.pos", "a  good film \nfine\n"),
        ("MR/rt-polarity.neg", "a bad film\n"),
        ("CR/custrev.pos", "works\n"),
        ("CR/custrev.neg", "broken\n"),
        ("SUBJ/subj.objective", "he leaves\n"),
        ("SUBJ/subj.subjective", "a gem\n"),
        ("MPQA/mpqa.pos", "to win\n"),
        ("MPQA/mpqa.neg", "complaining\n"),
        ("SST/binary/sentiment-train", "dull \t0\na joy \t1\n"),
        ("SST/binary/sentiment-dev", "bleak \t0\n"),
        ("SST/binary/sentiment-test", "bright \t1\n"),
        ("SST/fine/sentiment-train", "0 awful\n1 bad\n2 so so\n3 good\n4 great\n"),
        ("SST/fine/sentiment-dev", "3 nice\n"),
        ("SST/fine/sentiment-test", "2 a film\n"),
        ("TREC/train_5500.label", "ABBR:exp a ?\nDESC:def b ?\nENTY:x c ?\nHUM:ind d ?\nLOC:city e ?\nNUM:dist How far ?\n"),
        ("TREC/TREC_10.label", "NUM:dist How far ?\n"),
        ("MRPC/msr_paraphrase_train.txt", "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n1\t7\t8\tA b .\tB a .\n0\t9\t10\tC\tD\n"),
        ("MRPC/msr_paraphrase_test.txt", "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n1\t7\t8\tE\tF\n"),
    ];

    private readonly TemporaryFolder _folder = new();

    public SmallTransferFolder()
    {
        foreach (var (path, text) in Contents)
        {
            Write(path, text);
        }
    }

    /// <summary>The directory that holds <c>downstream</c>.</summary>
    public string Above => _folder.FullName;

    /// <summary>The directory that holds MR, CR and so on.</summary>
    public string Root => _folder.File("downstream");

    public static IEnumerable<string> Paths => Contents.Select(content => content.Path);

    public string File(string name) => Path.Combine(Root, name);

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllBytes(File(name), bytes);
    }

    public void Dispose() => _folder.Dispose();
}
