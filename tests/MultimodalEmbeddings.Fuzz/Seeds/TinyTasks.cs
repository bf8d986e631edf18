using System.Text;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>Files of sentence pairs with scores, a few lines each.</summary>
internal static class TinyTasks
{
    public static byte[] Benchmark { get; } = Text(
        """
        main-captions	MSRvid	2012test	0001	5.000	A man is riding.	A person rides.	left	right
        main-news	headlines	2013	7	0.25	Oil falls.	It rains in Spain.

        """);

    public static byte[] Sick { get; } = Text(
        """
        pair_ID	sentence_A	sentence_B	relatedness_score	entailment_judgment
        1	A dog runs	A dog is running	4.5	ENTAILMENT
        2	Two cats	No man  sings	1	NEUTRAL

        """);

    public static Dictionary<string, byte[]> SemEval { get; } = new()
    {
        ["STS.input.it.txt"] = Text("A dog runs.\tA dog is running.\nOne\tTwo\nThree\tFour\n"),
        ["STS.gs.it.txt"] = Text("4.75\n\n0\n"),
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
